import { useRef, useState } from 'preact/hooks';
import { done } from '../../lib/contract/outcome.ts';
import { copyPending } from '../../lib/page/clipboard.ts';

/** How long a button says that it has copied, in milliseconds. */
const SAID_FOR_MS = 4000;

type Copied = { text: string; html?: string | undefined };

export type CopyState = {
  /** What was copied last, by the name that its button gave it. */
  copied: string | undefined;
  /** Whether the browser refused. */
  refused: boolean;
  copy(name: string, what: Copied): void;
};

/** Copies for many buttons, one of which says for a while that it did. Call `copy` inside the press. */
export function useCopied(): CopyState {
  const [state, setState] = useState<{ copied: string | undefined; refused: boolean }>({
    copied: undefined,
    refused: false,
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  async function copy(name: string, what: Copied) {
    const outcome = await copyPending(Promise.resolve(done(what)), what.html !== undefined);
    clearTimeout(timer.current);
    setState({ copied: outcome.ok ? name : undefined, refused: !outcome.ok });
    timer.current = setTimeout(() => setState({ copied: undefined, refused: false }), SAID_FOR_MS);
  }

  return { ...state, copy: (name, what) => void copy(name, what) };
}
