import type { Failure, FailureCode } from './failure.ts';
import { failure } from './failure.ts';

/** What a job ends in: its value, or a failure as data. Nothing that a caller must handle is thrown. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function failed(code: FailureCode, words?: { message?: string; hint?: string }): Outcome<never> {
  return { ok: false, failure: failure(code, words) };
}
