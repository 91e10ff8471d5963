import type { Failure } from '../../lib/contract/failure.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import type { StoredAnswer } from '../store/answers.ts';
import type { Purpose } from './purpose.ts';

/** Something that the gateway answered, and where this copy of it comes from. */
export type Answer<Value> = {
  value: Value;
  /** When the gateway said it, in milliseconds since 1970. */
  at: number;
  from: 'cache' | 'gateway';
};

/** One gateway call for many items of one group: an outcome for each of them, or one failure for all. */
export type AskMany<Group, Value> = (
  items: readonly string[],
  group: Group,
  purpose: Purpose,
) => Promise<Outcome<Map<string, Outcome<Value>>>>;

/** How long answers of one kind can be used, in milliseconds. */
export type Life = {
  /** A value is as good as new for so long. */
  valid: number;
  /** After that it is still given out for so long, while it is asked for again. */
  stale: number;
  /** That AliExpress has nothing for an item is believed for so long. */
  nothing: number;
};

/** What a stored answer means to somebody who asks. */
export type Reading =
  | { is: 'value'; value: string; at: number; expiresAt: number; stale: boolean }
  | { is: 'failure'; failure: Failure }
  /** Another instance is asking. */
  | { is: 'claimed' }
  | { is: 'missing' };

/** Failures that are about the item itself and not about the call: asking again at once would not change them. */
function isAboutItem({ code }: Failure): boolean {
  return code === 'not_in_programme' || code === 'not_found';
}

/** Reads a stored answer for somebody who asks at `now`; a fresh answer must have been made after `freshSince`. */
export function readStored(
  stored: StoredAnswer | undefined,
  { now, freshSince, life }: { now: number; freshSince: number | undefined; life: Life },
): Reading {
  if (stored === undefined) return { is: 'missing' };
  const { value, madeAt, expiresAt, failure, failedAt, leaseUntil } = stored;
  const since = freshSince ?? -1;
  const newest = failedAt >= madeAt && failedAt > since && failedAt + life.nothing > now;
  if (failure !== undefined && newest && isAboutItem(failure)) return { is: 'failure', failure };
  if (value !== undefined && expiresAt > now && madeAt > since) {
    return { is: 'value', value, at: madeAt, expiresAt, stale: false };
  }
  if (value !== undefined && freshSince === undefined && expiresAt + life.stale > now) {
    return { is: 'value', value, at: madeAt, expiresAt, stale: true };
  }
  return leaseUntil > now ? { is: 'claimed' } : { is: 'missing' };
}

/**
 * Reads a stored answer for somebody who has waited since `since` for another instance to ask. Whatever that instance
 * got counts, a failure of its call included; `missing` means that it gave up or died, and that one must ask oneself.
 */
export function readAwaited(
  stored: StoredAnswer | undefined,
  { now, since, fresh, life }: { now: number; since: number; fresh: boolean; life: Life },
): Reading {
  const reading = readStored(stored, { now, freshSince: fresh ? since : undefined, life: { ...life, stale: 0 } });
  if (reading.is !== 'missing' || stored?.failure === undefined || stored.failedAt < since) return reading;
  return { is: 'failure', failure: stored.failure };
}
