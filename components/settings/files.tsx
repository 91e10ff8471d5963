import { Download, Upload } from 'lucide';
import { useRef } from 'preact/hooks';
import type { Problem } from '../../lib/links/checked.ts';
import { Icon } from '../Icon.tsx';

/** Saves a text as a file, through the browser's own download. */
function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the data once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

type SaveProps = { label: string; name: string; text(): string };

/** `name` gets the day behind it, so that one file does not replace another. */
export function SaveButton({ label, name, text }: SaveProps) {
  const save = () => saveFile(`${name}-${new Date().toISOString().slice(0, 10)}.json`, text());
  return (
    <button type="button" class="button" onClick={save}>
      <Icon of={Download} />
      {label}
    </button>
  );
}

export function OpenButton({ label, onText }: { label: string; onText(text: string): void }) {
  const input = useRef<HTMLInputElement>(null);
  async function read(files: FileList | null) {
    const text = await files?.[0]?.text();
    // The same file can be chosen again once it is mended.
    if (input.current) input.current.value = '';
    if (text !== undefined) onText(text);
  }
  return (
    <>
      <button type="button" class="button" onClick={() => input.current?.click()}>
        <Icon of={Upload} />
        {label}
      </button>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        aria-label={label}
        hidden
        onChange={(event) => void read(event.currentTarget.files)}
      />
    </>
  );
}

/** Why a file was not taken: every problem, each with its field. */
export function FileProblems({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <div class="problems" role="alert">
      <p>Nothing was imported.</p>
      <ul>
        {problems.map(({ message, hint }, index) => (
          <li key={index}>
            {message} {hint}
          </li>
        ))}
      </ul>
    </div>
  );
}
