import * as z from 'zod/mini';
import type { FailureDetails } from '../contract/failure.ts';
import type { Outcome } from '../contract/outcome.ts';
import { done, failed } from '../contract/outcome.ts';
import { Problem } from '../contract/problem.ts';

/**
 * What the backend answered: the value, its own words for what went wrong, or that something else answers in its place.
 * `now` is the clock, in milliseconds since 1970: `Retry-After` may count from it.
 */
export async function readAnswer<S extends z.ZodMiniType>(
  answer: S,
  response: Response,
  now: number,
): Promise<Outcome<z.infer<S>>> {
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) {
    const value = z.safeParse(answer, body);
    return value.success ? done(value.data) : notABackend();
  }
  const problem = z.safeParse(Problem, body);
  if (problem.success) return failed(problem.data.code, detailsOf(problem.data, response.headers, now));
  return response.status >= 500 ? onlyAProxy(response.status) : notABackend();
}

function detailsOf({ code, detail, hint, retryAt }: Problem, headers: Headers, now: number): FailureDetails {
  const later = retryAt ?? retryTime(headers.get('retry-after'), now);
  // Waybill itself wrote the request: what is wrong with it no person can put right by hand.
  const known = code === 'invalid_request' ? SAME_VERSION : hint;
  return {
    message: detail,
    ...(known !== undefined && { hint: known }),
    ...(later !== undefined && { retryAt: later }),
  };
}

const SAME_VERSION = 'Bring the extension and the backend to the same version.';

/** `Retry-After` as an instant: it holds seconds from now or a date (RFC 9110, 10.2.3). */
function retryTime(header: string | null, now: number): string | undefined {
  if (header === null) return undefined;
  const time = /^\d{1,9}$/.test(header) ? now + Number(header) * 1000 : Date.parse(header);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** The address answers, but not as a backend of this version does. */
function notABackend(): Outcome<never> {
  return failed('backend_unreachable', {
    message: 'What answers at this address is not a Waybill backend of this version.',
    hint: 'Check the address, and update the backend or the extension.',
  });
}

function onlyAProxy(status: number): Outcome<never> {
  return failed('backend_unreachable', {
    message: `The Waybill backend does not answer; what stands in front of it says ${status}.`,
    hint: 'Try again in a minute. If it stays, ask whoever runs the backend.',
  });
}
