import type { Outcome } from '../../lib/contract/outcome.ts';
import { done } from '../../lib/contract/outcome.ts';
import type { AnswerStore, StoredAnswer } from '../store/answers.ts';
import type { Answer, AskMany, Life } from './answer.ts';
import { readStored } from './answer.ts';
import { createAwaitOthers } from './await-others.ts';
import { createBatchQueue } from './batch-queue.ts';
import type { Entry } from './entry.ts';
import { createFlights } from './flights.ts';
import type { Urgency } from './purpose.ts';
import { createSharedFlight } from './shared-flight.ts';

type FindOptions = {
  /** Only an answer that is made from now on will do. */
  fresh?: boolean;
  urgency?: Urgency;
  /** The API request that asks. */
  requestId?: string | undefined;
};

/** The answer for each item, or why there is none. Every item has an entry. Rejects only if the store fails. */
export type FindAnswers<Group, Value> = (
  items: readonly string[],
  group: Group,
  options?: FindOptions,
) => Promise<Map<string, Outcome<Answer<Value>>>>;

/** Where an answer was found; `joined`: somebody here was asking for the same already. */
export type Layer = 'memory' | 'joined' | 'store' | 'gateway';

export type FinderParts<Group, Value> = {
  /** What kind of answer, in the name of the account that asks: answers of another kind or account are never mixed up. */
  kind: string;
  groupKey: (group: Group) => string;
  ask: AskMany<Group, Value>;
  /** Most items of one call. */
  size: number;
  /** How long a batch that is not full waits, in milliseconds. */
  window: () => number;
  store: AnswerStore;
  /** The name of this instance among those that share the store. */
  owner: string;
  parse: (text: string) => Value;
  life: Life;
  /** Answers kept in memory. */
  remembered: number;
  now: () => number;
  /** Told how many items were found where. */
  count: (layer: Layer, items: number) => void;
};

/**
 * Finds answers at the lowest number of gateway calls: in memory, then with whoever is asking for the same here, then in
 * the store, and only then in one call with everything else that is missing, unless another instance is asking already.
 */
export function createFinder<Group, Value>(parts: FinderParts<Group, Value>): FindAnswers<Group, Value> {
  const { groupKey, count } = parts;
  const flights = createFlights<Group, Value>(parts.remembered, parts.life.valid, parts.now);
  let finds = 0;
  const enqueue = createQueue(parts, () => finds);
  const readOrAsk = createReader(parts, (entries) => {
    flights.noteAsking(entries);
    enqueue(entries);
  });

  /** Asks again for what was given out stale; nobody waits for it. */
  const refresh = ({ key, item, group }: Entry<Group, Value>): void => {
    const entry = flights.beginRefresh({ key, item, group });
    if (entry !== undefined) enqueue([entry]);
  };

  return async (items, group, { fresh = false, urgency = 'interactive', requestId } = {}) => {
    finds += 1;
    const found = new Map<string, Outcome<Answer<Value>>>();
    const awaited: [string, Promise<Outcome<Answer<Value>>>][] = [];
    const begun: Entry<Group, Value>[] = [];
    const prefix = `${parts.kind}\n${groupKey(group)}\n`;
    for (const item of new Set(items)) {
      const key = prefix + item;
      const known = flights.lookUp(key, fresh);
      if (known === undefined) {
        const { entry, promise } = flights.begin({ key, item, group, fresh, urgency, requestId });
        begun.push(entry);
        awaited.push([item, promise]);
      } else if (known instanceof Promise) {
        awaited.push([item, known]);
      } else {
        found.set(item, done(known));
      }
    }
    count('memory', found.size);
    count('joined', awaited.length - begun.length);
    if (begun.length > 0) {
      readOrAsk(begun).then(
        (stale) => {
          for (const entry of stale) refresh(entry);
        },
        (error: unknown) => {
          for (const entry of begun) entry.reject(error);
        },
      );
    }
    await Promise.all(awaited.map(async ([item, outcome]) => found.set(item, await outcome)));
    return found;
  };
}

/** The way from an entry that must be asked for to its answer, by this instance or by another. */
function createQueue<Group, Value>(
  parts: FinderParts<Group, Value>,
  traffic: () => number,
): (entries: readonly Entry<Group, Value>[]) => void {
  const enqueue = (entries: readonly Entry<Group, Value>[]): void => {
    for (const entry of entries) queue.add(entry.group, [entry], entry.urgency);
  };
  const send = createSharedFlight({ ...parts, awaitOthers: createAwaitOthers({ ...parts, askAgain: enqueue }) });
  const queue = createBatchQueue<Group, Entry<Group, Value>>({ ...parts, traffic, send });
  return enqueue;
}

/** Answers entries from the store and hands on what is not there; resolves to those whose answer was stale. */
function createReader<Group, Value>(
  { store, life, now, parse, count }: FinderParts<Group, Value>,
  askFor: (entries: readonly Entry<Group, Value>[]) => void,
): (entries: readonly Entry<Group, Value>[]) => Promise<Entry<Group, Value>[]> {
  /** Whether the store has an answer for the entry, and whether that is stale. */
  const answer = (entry: Entry<Group, Value>, stored: StoredAnswer | undefined): 'missing' | 'stale' | 'answered' => {
    const reading = readStored(stored, { now: now(), freshSince: entry.fresh ? entry.since : undefined, life });
    if (reading.is === 'missing' || reading.is === 'claimed') return 'missing';
    if (reading.is === 'failure') entry.settle({ ok: false, failure: reading.failure });
    else entry.settle(done({ value: parse(reading.value), at: reading.at, from: 'cache' }));
    return reading.is === 'value' && reading.stale ? 'stale' : 'answered';
  };

  return async (entries) => {
    const stored = await store.read(entries.map((entry) => entry.storeKey));
    const by = Map.groupBy(entries, (entry) => answer(entry, stored.get(entry.storeKey)));
    const missing = by.get('missing') ?? [];
    count('gateway', missing.length);
    count('store', entries.length - missing.length);
    askFor(missing);
    return by.get('stale') ?? [];
  };
}
