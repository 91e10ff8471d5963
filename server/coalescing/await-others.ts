import { setTimeout as sleep } from 'node:timers/promises';
import { failure } from '../../lib/contract/failure.ts';
import { done } from '../../lib/contract/outcome.ts';
import type { AnswerStore } from '../store/answers.ts';
import type { Life, Reading } from './answer.ts';
import { readAwaited } from './answer.ts';
import type { Entry } from './entry.ts';
import { fail } from './entry.ts';

/** How often the store is asked whether another instance has got its answer, in milliseconds. */
const POLL_FIRST = 10;
const POLL_LAST = 100;

/** Nobody waits for another instance longer than this, in milliseconds. */
const PATIENCE = 45_000;

export type OthersParts<Group, Value> = {
  store: AnswerStore;
  parse: (text: string) => Value;
  life: Life;
  now: () => number;
  /** Takes the entries whose claim has ended without an answer. */
  askAgain: (entries: readonly Entry<Group, Value>[]) => void;
};

/** Waits for what other instances are asking, all of it with one statement a poll. */
export function createAwaitOthers<Group, Value>(
  parts: OthersParts<Group, Value>,
): (entries: readonly Entry<Group, Value>[]) => void {
  const waiting = new Set<Entry<Group, Value>>();
  let pause = POLL_FIRST;
  let polling = false;

  const look = async (): Promise<void> => {
    const entries = [...waiting];
    const stored = await parts.store.read([...new Set(entries.map((entry) => entry.storeKey))]);
    const now = parts.now();
    const orphans = entries.filter((entry) => {
      const { since, fresh, storeKey } = entry;
      const reading = readAwaited(stored.get(storeKey), { now, since, fresh, life: parts.life });
      if (reading.is === 'claimed' && since + PATIENCE > now) return false;
      waiting.delete(entry);
      if (reading.is === 'missing') return true;
      settle(entry, reading, parts.parse);
      return false;
    });
    parts.askAgain(orphans);
  };

  const poll = async (): Promise<void> => {
    polling = true;
    while (waiting.size > 0) {
      try {
        await look();
      } catch (error) {
        for (const entry of waiting) entry.reject(error);
        waiting.clear();
      }
      if (waiting.size > 0) await sleep(pause);
      pause = Math.min(pause * 2, POLL_LAST);
    }
    polling = false;
  };

  return (entries) => {
    if (entries.length === 0) return;
    for (const entry of entries) waiting.add(entry);
    pause = POLL_FIRST;
    if (!polling) void poll();
  };
}

function settle<Group, Value>(
  entry: Entry<Group, Value>,
  reading: Exclude<Reading, { is: 'missing' }>,
  parse: (text: string) => Value,
): void {
  if (reading.is === 'failure') fail([entry], reading.failure);
  else if (reading.is === 'claimed') fail([entry], failure('gateway_unavailable'));
  else entry.settle(done({ value: parse(reading.value), at: reading.at, from: 'gateway' }));
}
