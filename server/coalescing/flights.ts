import { LRUCache } from 'lru-cache';
import type { Outcome } from '../../lib/contract/outcome.ts';
import type { Answer } from './answer.ts';
import type { Entry } from './entry.ts';
import { storeKeyOf } from './entry.ts';

/** What this instance knows by itself: answers in memory, and what it is asking for at the moment. */
export type Flights<Group, Value> = {
  /** The answer that is remembered or under way; undefined if somebody must ask. `fresh` excludes remembered ones. */
  lookUp(key: string, fresh: boolean): Answer<Value> | Promise<Outcome<Answer<Value>>> | undefined;
  /** Starts asking; whoever looks the same up meanwhile gets the promise. */
  begin(wanted: Wanted<Group>): { entry: Entry<Group, Value>; promise: Promise<Outcome<Answer<Value>>> };
  /** The same for an answer that nobody waits for; undefined if that is under way already. */
  beginRefresh(wanted: Pick<Wanted<Group>, 'key' | 'item' | 'group'>): Entry<Group, Value> | undefined;
  /** Notes that these are being asked for from now on, so that their answers count as fresh. */
  noteAsking(entries: readonly Entry<Group, Value>[]): void;
};

type Wanted<Group> = Pick<Entry<Group, unknown>, 'key' | 'item' | 'group' | 'fresh' | 'urgency' | 'requestId'>;

/** `asking` is false while only the store has been looked at: that may bring an answer that is not fresh. */
type UnderWay<Value> = { promise: Promise<Outcome<Answer<Value>>>; asking: boolean };

/** Keeps up to `remembered` answers, each valid for `valid` milliseconds after the gateway gave it. */
export function createFlights<Group, Value>(
  remembered: number,
  valid: number,
  now: () => number,
): Flights<Group, Value> {
  const memory = new LRUCache<string, Answer<Value>>({ max: remembered });
  const underWay = new Map<string, UnderWay<Value>>();
  const refreshing = new Set<string>();

  const remember = (key: string, answer: Answer<Value>): void => {
    if (answer.at + valid > now()) memory.set(key, { ...answer, from: 'cache' });
  };

  return {
    lookUp: (key, fresh) => {
      const answer = fresh ? undefined : memory.get(key);
      if (answer !== undefined && answer.at + valid > now()) return answer;
      const flight = underWay.get(key);
      return flight?.asking || !fresh ? flight?.promise : undefined;
    },
    begin: (wanted) => {
      const { key } = wanted;
      const { promise, resolve, reject } = Promise.withResolvers<Outcome<Answer<Value>>>();
      const flight = { promise, asking: wanted.fresh };
      underWay.set(key, flight);
      const end = (): void => {
        if (underWay.get(key) === flight) underWay.delete(key);
      };
      const entry: Entry<Group, Value> = {
        ...wanted,
        storeKey: storeKeyOf(key),
        since: now(),
        settle: (outcome) => {
          if (outcome.ok) remember(key, outcome.value);
          end();
          resolve(outcome);
        },
        reject: (error) => {
          end();
          reject(error);
        },
      };
      return { entry, promise };
    },
    beginRefresh: (wanted) => {
      const { key } = wanted;
      if (refreshing.has(key)) return undefined;
      refreshing.add(key);
      const settle = (outcome: Outcome<Answer<Value>>): void => {
        if (outcome.ok) remember(key, outcome.value);
        refreshing.delete(key);
      };
      const reject = (): void => void refreshing.delete(key);
      return {
        ...wanted,
        storeKey: storeKeyOf(key),
        fresh: true,
        urgency: 'background',
        requestId: undefined,
        since: now(),
        settle,
        reject,
      };
    },
    noteAsking: (entries) => {
      for (const { key } of entries) {
        const flight = underWay.get(key);
        if (flight !== undefined) flight.asking = true;
      }
    },
  };
}
