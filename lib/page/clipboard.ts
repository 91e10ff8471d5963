import type { Outcome } from '../contract/outcome.ts';
import { failed } from '../contract/outcome.ts';

/**
 * Puts a text that is still being made into the clipboard. Call it inside the press itself, before anything is
 * awaited: a pending ClipboardItem keeps the press alive however long the text takes, where `writeText` after a few
 * seconds would make Chromium offer the *page* to read the clipboard.
 *
 * @returns the outcome of making the text, or why it could not be copied.
 */
export async function copyPending<T>(making: Promise<Outcome<T>>, text: (value: T) => string): Promise<Outcome<T>> {
  const writing = startWriting(making, text);
  const made = await making;
  if (!made.ok) return made;
  try {
    await writing;
    return made;
  } catch {
    return failed('internal', {
      message: 'The browser did not let Waybill write to the clipboard.',
      hint: 'Click into the page and press again.',
    });
  }
}

function startWriting<T>(making: Promise<Outcome<T>>, text: (value: T) => string): Promise<void> {
  const blob = making.then((made) => {
    if (!made.ok) throw new Error('nothing to copy');
    return new Blob([text(made.value)], { type: 'text/plain' });
  });
  const writing = (async () => navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]))();
  writing.catch(() => undefined);
  blob.catch(() => undefined);
  return writing;
}
