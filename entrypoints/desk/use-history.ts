import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../lib/contract/failure.ts';
import type { HistoryAnswer, HistoryEntry } from '../../lib/contract/history.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import { ask } from '../../lib/messaging/ask.ts';

/** How long typing rests before the backend is asked, in milliseconds. */
const REST_MS = 250;

const PAGE = 50;

type History = {
  /** Undefined before the first answer. */
  entries: HistoryEntry[] | undefined;
  failure: Failure | undefined;
  /** There when older ones follow. */
  next: string | undefined;
  more(): void;
};

/** The ledger's entries that fit a query, asked for while they are shown. */
export function useHistory(query: string, shown: boolean): History {
  const [state, setState] = useState<Pick<History, 'entries' | 'failure' | 'next'>>({
    entries: undefined,
    failure: undefined,
    next: undefined,
  });
  const asked = useRef(0);

  async function load(before: string | undefined) {
    asked.current += 1;
    const mine = asked.current;
    const answer = await ask('history.read', {
      limit: PAGE,
      ...(query !== '' && { query }),
      ...(before !== undefined && { before }),
    });
    // An older question can be answered after a newer one.
    if (mine === asked.current) setState((was) => joined(before === undefined ? [] : (was.entries ?? []), answer, was));
  }

  useEffect(() => {
    if (!shown) return undefined;
    const timer = setTimeout(() => void load(undefined), state.entries === undefined ? 0 : REST_MS);
    return () => clearTimeout(timer);
  }, [query, shown]);

  return { ...state, more: () => void load(state.next) };
}

/** What is on the screen stays there when the backend does not answer. */
function joined(
  before: HistoryEntry[],
  answer: Outcome<HistoryAnswer>,
  was: Pick<History, 'entries' | 'failure' | 'next'>,
): Pick<History, 'entries' | 'failure' | 'next'> {
  if (!answer.ok) return { ...was, failure: answer.failure };
  return { entries: [...before, ...answer.value.entries], failure: undefined, next: answer.value.next };
}
