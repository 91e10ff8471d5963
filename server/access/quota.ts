import type { Me } from '../../lib/contract/access.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import { done, failed } from '../../lib/contract/outcome.ts';
import type { QuotaStore } from '../store/quota.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The gateway's day ends at 24:00 GMT+8 (call limits of the open platform, doc 108426). */
const GATEWAY_ZONE = 8 * HOUR;

export type Quota = {
  /** Takes one gateway call out of today's limit before it is made; `quota_exhausted` names the reset. */
  reserve(): Promise<Outcome<void>>;
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
  return {
    reserve: async () => {
      const { day, endsAt } = gatewayDay(now());
      if (await store.reserve(appKey, day, limit)) return done(undefined);
      return failed('quota_exhausted', {
        message: `The ${limit} calls that may be made today are used up until ${new Date(endsAt).toISOString()}.`,
      });
    },
    state: async () => {
      const { day, endsAt } = gatewayDay(now());
      return { used: await store.used(appKey, day), limit, resetsAt: new Date(endsAt).toISOString() };
    },
  };
}
