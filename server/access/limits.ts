import type { Pool } from 'pg';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

/** Seconds until the next try may be made; undefined if this one may go on. */
export type Wait = number | undefined;

export type Limits = {
  /** Counts a request of an access. */
  request(accessId: string): Promise<Wait>;
  /** Counts a token that nobody has. */
  wrongToken(address: string): Promise<Wait>;
  /** Counts a try to pair; one that succeeds is given back. */
  pairing(address: string): Promise<Wait>;
  giveBackPairing(address: string): Promise<void>;
};

/** Seconds that a count lasts. */
const MINUTE = 60;

const WRONG_TOKENS = 30;
const WRONG_PAIRINGS = 5;
const WRONG_PAIRINGS_OVERALL = 60;

const EVERYBODY = 'everybody';

/** The table that migrations make for the limiter's own columns. */
const TABLE = 'rate_limit';

/**
 * Limits a minute: `perMinute` requests for one access, and a few wrong tries for one address. With PostgreSQL the
 * requests of an access are counted over all instances; wrong tries are counted by each instance.
 */
export function createLimits(perMinute: number, pool: Pool | undefined): Limits {
  const requests = requestLimiter(perMinute, pool);
  const wrongTokens = new RateLimiterMemory({ points: WRONG_TOKENS, duration: MINUTE });
  const pairings = new RateLimiterMemory({ points: WRONG_PAIRINGS, duration: MINUTE });
  const allPairings = new RateLimiterMemory({ points: WRONG_PAIRINGS_OVERALL, duration: MINUTE });
  return {
    request: (accessId) => consume(requests, accessId),
    wrongToken: (address) => consume(wrongTokens, address),
    pairing: async (address) => (await consume(pairings, address)) ?? (await consume(allPairings, EVERYBODY)),
    giveBackPairing: async (address) => {
      await pairings.reward(address);
      await allPairings.reward(EVERYBODY);
    },
  };
}

function requestLimiter(points: number, pool: Pool | undefined): RateLimiterAbstract {
  const alone = new RateLimiterMemory({ points, duration: MINUTE });
  if (pool === undefined) return alone;
  return new RateLimiterPostgres({
    storeClient: pool,
    tableName: TABLE,
    tableCreated: true,
    points,
    duration: MINUTE,
    inMemoryBlockOnConsumed: points,
    insuranceLimiter: alone,
  });
}

async function consume(limiter: RateLimiterAbstract, key: string): Promise<Wait> {
  try {
    await limiter.consume(key);
    return undefined;
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
  }
}
