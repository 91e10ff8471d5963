export type Lane = {
  /** Runs the job when all jobs before it have ended. Resolves to undefined, unrun, if that took longer than allowed. */
  run<T>(method: string, job: () => Promise<T>): Promise<T | undefined>;
  /** Nobody starts before this moment: a ban counts for the whole app key. */
  holdUntil(time: number): void;
};

export type LaneTimes = {
  now: () => number;
  /** Distance kept from the end of a call to the start of one of another method. */
  methodGapMs: number;
  /** Longest wait for a turn. */
  longestWaitMs: number;
};

/**
 * One after the other: AliExpress counts calls per app key, and a product call directly after a link call nearly always
 * meets `ApiCallLimit` (live reports, seen 2026-09). Calls of the same method may follow each other at once.
 */
export function createLane({ now, methodGapMs, longestWaitMs }: LaneTimes): Lane {
  let tail: Promise<unknown> = Promise.resolve();
  let heldUntil = 0;
  let last: { method: string; endedAt: number } | undefined;

  async function takeTurn<T>(method: string, job: () => Promise<T>, giveUpAt: number): Promise<T | undefined> {
    const startAt = Math.max(heldUntil, last && last.method !== method ? last.endedAt + methodGapMs : 0);
    if (Math.max(now(), startAt) > giveUpAt) return undefined;
    if (startAt > now()) await sleep(startAt - now());
    try {
      return await job();
    } finally {
      last = { method, endedAt: now() };
    }
  }

  return {
    run(method, job) {
      const giveUpAt = now() + longestWaitMs;
      const turn = tail.then(() => takeTurn(method, job, giveUpAt));
      tail = turn.catch(() => undefined);
      return turn;
    },
    holdUntil(time) {
      heldUntil = Math.max(heldUntil, time);
    },
  };
}

function sleep(ms: number): Promise<void> {
  return new Promise((wake) => setTimeout(wake, ms));
}
