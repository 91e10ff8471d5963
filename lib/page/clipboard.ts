import type { Outcome } from '../contract/outcome.ts';
import { failed } from '../contract/outcome.ts';

/** What goes to the clipboard: plain text, and the same as HTML where it pastes rich. */
type Copied = { text: string; html?: string | undefined };

/**
 * Puts a text that is still being made into the clipboard. Call it inside the press itself, before anything is
 * awaited: a pending ClipboardItem keeps the press alive however long the text takes, where `writeText` after a few
 * seconds would make Chromium offer the *page* to read the clipboard.
 *
 * @param rich whether HTML goes along; the browser wants to know before the text is there.
 * @returns the outcome of making the text, or why it could not be copied.
 */
export async function copyPending<T extends Copied>(making: Promise<Outcome<T>>, rich: boolean): Promise<Outcome<T>> {
  const writing = startWriting(making, rich);
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

function startWriting(making: Promise<Outcome<Copied>>, rich: boolean): Promise<void> {
  const part = (type: string, read: (copied: Copied) => string) =>
    making.then((made) => {
      if (!made.ok) throw new Error('There is nothing to copy.');
      return new Blob([read(made.value)], { type });
    });
  const parts: Record<string, Promise<Blob>> = { 'text/plain': part('text/plain', ({ text }) => text) };
  if (rich) parts['text/html'] = part('text/html', ({ html, text }) => html ?? text);
  const writing = (async () => navigator.clipboard.write([new ClipboardItem(parts)]))();
  // The outcome of `making` tells what failed; these would only repeat it as unhandled.
  for (const promise of [writing, ...Object.values(parts)]) promise.catch(() => undefined);
  return writing;
}
