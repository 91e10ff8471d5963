import { hash } from 'node:crypto';
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
  /** Deletes the counts that have ended. Rejects if the store does not answer. */
  forget(): Promise<void>;
};

/** Seconds that a count lasts. A refused try does not make it longer. */
const MINUTE = 60;

const WRONG_TOKENS = 30;
const WRONG_PAIRINGS = 5;
const WRONG_PAIRINGS_OVERALL = 60;

const EVERYBODY = 'everybody';

/** The table that migrations make for the limiter's own columns. */
const TABLE = 'rate_limit';

/**
 * Limits a minute: `perMinute` requests for one access, and a few wrong tries for one address. With PostgreSQL they hold
 * over all instances; while it does not answer, each instance counts for itself.
 */
export function createLimits(perMinute: number, pool: Pool | undefined): Limits {
  const requests = limiter('request', perMinute, pool);
  const wrongTokens = limiter('wrong_token', WRONG_TOKENS, pool);
  const pairings = limiter('pairing', WRONG_PAIRINGS, pool);
  const allPairings = limiter('all_pairings', WRONG_PAIRINGS_OVERALL, pool);
  return {
    request: (accessId) => consume(requests, accessId),
    wrongToken: (address) => consume(wrongTokens, placeOf(address)),
    // The address comes first: one that is refused takes nothing away from everybody else.
    pairing: async (address) => (await consume(pairings, placeOf(address))) ?? (await consume(allPairings, EVERYBODY)),
    giveBackPairing: async (address) => {
      await pairings.reward(placeOf(address));
      await allPairings.reward(EVERYBODY);
    },
    forget: async () => {
      await pool?.query(`DELETE FROM ${TABLE} WHERE expire <= $1`, [Date.now()]);
    },
  };
}

/**
 * One of 65,536 places that addresses are counted in: however many addresses somebody has, there are never more counts
 * than places, and no address is stored. Two that share a place share its few wrong tries a minute.
 */
function placeOf(address: string): string {
  return hash('sha256', address, 'hex').slice(0, 4);
}

function limiter(what: string, points: number, pool: Pool | undefined): RateLimiterAbstract {
  const alone = new RateLimiterMemory({ keyPrefix: what, points, duration: MINUTE });
  if (pool === undefined) return alone;
  return new RateLimiterPostgres({
    storeClient: pool,
    // Said, not left to be guessed from the pool's class, whose name the bundle shortens.
    storeType: 'pool',
    tableName: TABLE,
    tableCreated: true,
    // The package's own timer cannot be stopped; see `forget`.
    clearExpiredByTimeout: false,
    keyPrefix: what,
    points,
    duration: MINUTE,
    // Who was refused once is refused from memory: a flood costs the store nothing. Not earlier, since a try that is
    // given back must count here too.
    inMemoryBlockOnConsumed: points + 1,
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
