import type { RetryRule } from './error-table.ts';

/** How patient the client is. All in milliseconds unless named otherwise. */
export type Limits = {
  /** One call, from connecting to the last byte. */
  timeoutMs: number;
  maxReplyBytes: number;
  /** One request of a caller with all its repetitions: no repetition starts that could not end within it. */
  budgetMs: number;
  longestWaitMs: number;
  methodGapMs: number;
  backOffBaseMs: number;
  backOffCapMs: number;
  /** Added to a ban: "ban will last 0 seconds" is over after about 0.2 s (live reports, seen 2026-09). */
  banMarginMs: number;
  longestBanMs: number;
  /** Failures in a row after which a method rests. */
  breakerFailures: number;
  breakerRestMs: number;
};

export const defaultLimits: Limits = {
  timeoutMs: 10_000,
  maxReplyBytes: 4 * 1024 * 1024,
  budgetMs: 25_000,
  longestWaitMs: 20_000,
  methodGapMs: 200,
  backOffBaseMs: 400,
  backOffCapMs: 4_000,
  banMarginMs: 200,
  longestBanMs: 5_000,
  breakerFailures: 5,
  breakerRestMs: 15_000,
};

/** Repetitions after the first call, by rule. */
export const repetitions: Record<RetryRule, number> = {
  never: 0,
  later: 0,
  'after-refresh': 0,
  'after-clock': 1,
  'after-ban': 4,
  'back-off': 3,
};

export type Tried = {
  rule: RetryRule;
  /** Calls made so far for this request, this one included. */
  calls: number;
  /** Since the first of them started. */
  elapsedMs: number;
  banSeconds?: number | undefined;
  /** False where the gateway may have acted although no answer came, and acting twice would do harm. */
  repeatable: boolean;
};

/**
 * How long to wait before the next call, or undefined for "give up". Back-off is exponential with full jitter: a random
 * share of base * 2^n, capped.
 */
export function nextWait(tried: Tried, limits: Limits, random: () => number): number | undefined {
  if (tried.calls > repetitions[tried.rule]) return undefined;
  if (tried.rule === 'back-off' && !tried.repeatable) return undefined;
  const wait = waitFor(tried, limits, random);
  return wait === undefined || tried.elapsedMs + wait + limits.timeoutMs > limits.budgetMs ? undefined : wait;
}

function waitFor({ rule, calls, banSeconds }: Tried, limits: Limits, random: () => number): number | undefined {
  const ceiling = Math.min(limits.backOffCapMs, limits.backOffBaseMs * 2 ** (calls - 1));
  switch (rule) {
    case 'after-clock':
      return 0;
    case 'after-ban': {
      const ban = (banSeconds ?? 1) * 1000;
      return ban > limits.longestBanMs ? undefined : ban + limits.banMarginMs;
    }
    case 'back-off':
      return random() * ceiling;
    case 'after-refresh':
    case 'later':
    case 'never':
      return undefined;
  }
}
