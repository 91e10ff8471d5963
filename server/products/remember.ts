import { LRUCache } from 'lru-cache';
import type { Failure } from '../../lib/contract/failure.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import { failed } from '../../lib/contract/outcome.ts';

/** Asks for one thing; `Question` is whatever names it. */
export type Ask<Question, Value> = (question: Question) => Promise<Outcome<Value>>;

type Memory<Question> = {
  keyOf: (question: Question) => string;
  /** How long an answer is given again without asking, in milliseconds. */
  freshMs: number;
  /** How long after that it is still given while a new one is fetched, in milliseconds. */
  staleMs: number;
  /** The answer that was not used for longest goes when there are more. */
  maxEntries: number;
  /** The clock, in milliseconds. */
  now: () => number;
};

/** Carries a failure that is not worth remembering past the cache. */
class Unanswered extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/**
 * Remembers the answers of `ask`: who asks for the same thing at the same time waits for one call, and an answer that is
 * past its time is given once more while one refresh runs behind it. A refresh that fails leaves the old answer. Of
 * failures only `not_in_programme` is remembered: the others are about the moment, not about the product.
 */
export function remember<Question, Value>(
  ask: Ask<Question, Value>,
  { keyOf, freshMs, staleMs, maxEntries, now }: Memory<Question>,
): Ask<Question, Value> {
  const cache = new LRUCache<string, Outcome<Value>, { question: Question }>({
    max: maxEntries,
    ttl: freshMs,
    ttlResolution: 0,
    perf: { now },
    noDeleteOnFetchRejection: true,
    // An entry that is pushed out while it is fetched is still the answer for those who wait.
    ignoreFetchAbort: true,
    fetchMethod: async (_key, _stale, { context }) => {
      const answer = await ask(context.question);
      if (!answer.ok && answer.failure.code !== 'not_in_programme') throw new Unanswered(answer.failure);
      return answer;
    },
  });
  return async (question) => {
    const key = keyOf(question);
    const allowStale = cache.getRemainingTTL(key) > -staleMs;
    try {
      return (await cache.fetch(key, { context: { question }, allowStale })) ?? failed('internal');
    } catch (error) {
      if (error instanceof Unanswered) return { ok: false, failure: error.failure };
      throw error;
    }
  };
}
