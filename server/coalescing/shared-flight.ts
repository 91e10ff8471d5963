import type { Outcome } from '../../lib/contract/outcome.ts';
import { failed } from '../../lib/contract/outcome.ts';
import type { AnswerStore, Settled } from '../store/answers.ts';
import type { AskMany, Life } from './answer.ts';
import type { Take } from './batch-queue.ts';
import type { Entry } from './entry.ts';
import type { Purpose } from './purpose.ts';

/** A claim is held for so long and renewed while its call is under way: the wait after an instance has died. */
export const LEASE = 6_000;
const RENEW_EVERY = 2_000;

export type FlightParts<Group, Value> = {
  ask: AskMany<Group, Value>;
  /** Most items of one call. */
  size: number;
  store: AnswerStore;
  /** The name of this instance among those that share the store. */
  owner: string;
  life: Life;
  now: () => number;
  /** Takes the entries that another instance is asking for, or has asked for meanwhile. */
  awaitOthers: (entries: readonly Entry<Group, Value>[]) => void;
};

/**
 * Sends one batch: claims the keys that nobody else asks for, fills the call up with the next ones for those that were
 * refused, asks, and writes what came out to the store before anybody here is told. Never rejects.
 */
export function createSharedFlight<Group, Value>(
  parts: FlightParts<Group, Value>,
): (group: Group, take: Take<Entry<Group, Value>>) => Promise<void> {
  const { ask, store, owner, now } = parts;

  const claimBatch = async (take: Take<Entry<Group, Value>>): Promise<Entry<Group, Value>[]> => {
    const mine: Entry<Group, Value>[] = [];
    for (let some = take(parts.size); some.length > 0; some = take(parts.size - mine.length)) {
      const claimed = await claimEntries(some).catch((error: unknown) => {
        for (const entry of [...mine.splice(0), ...some]) entry.reject(error);
        return new Set<string>();
      });
      mine.push(...some.filter((entry) => claimed.has(entry.storeKey)));
      parts.awaitOthers(some.filter((entry) => !claimed.has(entry.storeKey)));
    }
    return mine;
  };

  const claimEntries = async (entries: readonly Entry<Group, Value>[]): Promise<Set<string>> => {
    const at = now();
    const fresh = entries.filter((entry) => entry.fresh);
    const usual = entries.filter((entry) => !entry.fresh);
    const claim = { owner, now: at, leaseUntil: at + LEASE };
    const claimed = await store.claim(keysOf(usual), { ...claim, freshSince: undefined });
    if (fresh.length === 0) return claimed;
    const freshSince = Math.min(...fresh.map((entry) => entry.since));
    return claimed.union(await store.claim(keysOf(fresh), { ...claim, freshSince }));
  };

  const askFor = async (entries: readonly Entry<Group, Value>[], group: Group) => {
    const keys = keysOf(entries);
    const renewal = setInterval(() => {
      void store.renew(keys, owner, now() + LEASE).catch(() => clearInterval(renewal));
    }, RENEW_EVERY);
    try {
      return await ask(itemsOf(entries), group, purposeOf(entries));
    } finally {
      clearInterval(renewal);
    }
  };

  return async (group, take) => {
    const entries = await claimBatch(take);
    if (entries.length === 0) return;
    try {
      const answer = await askFor(entries, group);
      const at = now();
      const outcomes = entries.map((entry) => ({ entry, outcome: outcomeOf(entry.item, answer) }));
      const results = outcomes.map(({ entry, outcome }) => settled(entry.storeKey, outcome, at, parts.life));
      await store.settle(owner, results);
      for (const { entry, outcome } of outcomes) {
        entry.settle(outcome.ok ? { ok: true, value: { value: outcome.value, at, from: 'gateway' } } : outcome);
      }
    } catch (error) {
      for (const entry of entries) entry.reject(error);
    }
  };
}

function outcomeOf<Value>(item: string, answer: Outcome<Map<string, Outcome<Value>>>): Outcome<Value> {
  if (!answer.ok) return answer;
  return answer.value.get(item) ?? failed('gateway_unreadable');
}

function settled(key: string, outcome: Outcome<unknown>, at: number, { valid }: Life): Settled {
  if (!outcome.ok) return { key, at, failure: outcome.failure };
  return { key, at, value: JSON.stringify(outcome.value), expiresAt: at + valid };
}

function purposeOf<Group, Value>(entries: readonly Entry<Group, Value>[]): Purpose {
  const requestIds = new Set(entries.flatMap(({ requestId }) => (requestId === undefined ? [] : [requestId])));
  const interactive = entries.some(({ urgency }) => urgency === 'interactive');
  return { urgency: interactive ? 'interactive' : 'background', requestIds: [...requestIds] };
}

function keysOf<Group, Value>(entries: readonly Entry<Group, Value>[]): string[] {
  return entries.map((entry) => entry.storeKey);
}

function itemsOf<Group, Value>(entries: readonly Entry<Group, Value>[]): string[] {
  return entries.map((entry) => entry.item);
}
