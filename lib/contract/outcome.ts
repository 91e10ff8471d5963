import type { Failure, FailureCode, FailureDetails } from './failure.ts';
import { failure } from './failure.ts';

/** What a job ends in: its value, or a failure as data. Nothing that a caller must handle is thrown. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function failed(code: FailureCode, details?: FailureDetails): Outcome<never> {
  return { ok: false, failure: failure(code, details) };
}

/** An entry of an answer that was refused, as the outcome of what was asked. */
export function refusal({ ok: _ok, input: _input, ...reason }: Failure & { ok: false; input: string }): Outcome<never> {
  return { ok: false, failure: reason };
}
