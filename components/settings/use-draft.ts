import { useEffect, useRef, useState } from 'preact/hooks';

/** A pause in typing after which what was typed is stored, in milliseconds. */
const PAUSE_MS = 400;

export type Draft<T> = {
  value: T;
  /** Why the value is not stored. */
  problem: string | undefined;
  /** Takes what was typed; it is stored after a pause. */
  input(value: T): void;
  /** Stores at once: for choices, and when the field is left. */
  settle(value?: T): void;
};

/**
 * What a field shows while it is edited. A value that cannot be stored stays as it was typed, with the sentence that
 * says why, and what is stored stays as it was.
 *
 * @param store stores the value, or answers why it cannot.
 */
export function useDraft<T>(stored: T, store: (value: T) => string | undefined): Draft<T> {
  const [draft, setDraft] = useState<{ value: T }>();
  const [problem, setProblem] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef({ store, pending: undefined as { value: T } | undefined });
  latest.current.store = store;

  const commit = (): string | undefined => {
    clearTimeout(timer.current);
    const { pending } = latest.current;
    latest.current.pending = undefined;
    if (!pending) return problem;
    const refused = latest.current.store(pending.value);
    setProblem(refused);
    return refused;
  };
  const flush = useRef(commit);
  flush.current = commit;

  useEffect(() => {
    const leave = () => void flush.current();
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, []);

  const take = (value: T) => {
    latest.current.pending = { value };
    setDraft({ value });
    clearTimeout(timer.current);
  };

  return {
    value: draft ? draft.value : stored,
    problem,
    input(value) {
      take(value);
      timer.current = setTimeout(() => void flush.current(), PAUSE_MS);
    },
    settle(value) {
      if (value !== undefined) take(value);
      if (commit() === undefined) setDraft(undefined);
    },
  };
}
