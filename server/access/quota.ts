import type { Me } from '../../lib/contract/access.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import { done, failed } from '../../lib/contract/outcome.ts';
import { currentPurpose } from '../coalescing/purpose.ts';
import type { QuotaStore } from '../store/quota.ts';
import { utcWords } from '../utc-words.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The gateway's day ends at 24:00 GMT+8 (call limits of the open platform, doc 108426). */
const GATEWAY_ZONE = 8 * HOUR;

/** The part of a day's calls that is kept for people who wait for an answer. */
const KEPT_FOR_PEOPLE = 0.2;

/** What else may be done, by whoever runs the backend. */
const RAISE = 'If AliExpress allows more, raise ALIEXPRESS_DAILY_CALLS on the backend.';

export type Quota = {
  /**
   * Takes one gateway call out of today's limit before it is made; `quota_exhausted` carries the reset. Work that
   * nobody waits for (see withPurpose) leaves a share of the day untouched.
   */
  reserve(): Promise<Outcome<void>>;
  /** The share of today's calls that is left, from 1 to 0, as far as this instance has seen. */
  leftShare(): number;
  state(): Promise<Me['quota']>;
};

/** The gateway's day at a moment, as `2026-11-22`, and when it ends (milliseconds since 1970). */
export function gatewayDay(at: number): { day: string; endsAt: number } {
  const local = at + GATEWAY_ZONE;
  return {
    day: new Date(local).toISOString().slice(0, 10),
    endsAt: (Math.floor(local / DAY) + 1) * DAY - GATEWAY_ZONE,
  };
}

/** The calls that may still be made today under an app key. `now` is the clock, in milliseconds. */
export function createQuota(store: QuotaStore, appKey: string, limit: number, now: () => number): Quota {
  let seen = { day: '', used: 0 };
  return {
    reserve: async () => {
      const { day, endsAt } = gatewayDay(now());
      const background = currentPurpose().urgency === 'background';
      const usable = background ? Math.floor(limit * (1 - KEPT_FOR_PEOPLE)) : limit;
      const used = await store.reserve(appKey, day, usable);
      seen = { day, used: used ?? usable };
      if (used !== undefined) return done(undefined);
      return exhausted(usable, endsAt, background);
    },
    leftShare: () => (seen.day === gatewayDay(now()).day ? 1 - seen.used / limit : 1),
    state: async () => {
      const { day, endsAt } = gatewayDay(now());
      return { used: await store.used(appKey, day), limit, resetsAt: new Date(endsAt).toISOString() };
    },
  };
}

function exhausted(usable: number, endsAt: number, background: boolean): Outcome<never> {
  const what = `that may be spent ${background ? 'in the background today' : 'today'}`;
  const one = usable === 1;
  return failed('quota_exhausted', {
    message: one ? `The one call ${what} is used up.` : `The ${usable} calls ${what} are used up.`,
    hint: `${one ? 'It comes' : 'They come'} back on ${utcWords(endsAt)}. ${RAISE}`,
    retryAt: new Date(endsAt).toISOString(),
  });
}
