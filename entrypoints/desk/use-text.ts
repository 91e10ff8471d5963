import { useState } from 'preact/hooks';

const KEY = 'desk.text';

/** The text in the box. It outlives a reload of this tab, and nothing else. */
export function useText(first: string): [text: string, setText: (text: string) => void] {
  const [text, setText] = useState(() => {
    if (first !== '') keep(first);
    return first || (sessionStorage.getItem(KEY) ?? '');
  });
  return [
    text,
    (changed) => {
      setText(changed);
      keep(changed);
    },
  ];
}

/** Session storage has room for some megabytes; a longer text is simply not kept. */
function keep(text: string): void {
  try {
    sessionStorage.setItem(KEY, text);
  } catch {
    sessionStorage.removeItem(KEY);
  }
}
