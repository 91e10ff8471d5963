import type { Context } from 'hono';
import type { Failure } from '../../lib/contract/failure.ts';
import { failures } from '../../lib/contract/failure.ts';
import type { Problem } from '../../lib/contract/problem.ts';
import { PROBLEM_JSON } from '../../lib/contract/problem.ts';
import { answer } from './answer.ts';
import type { AppEnv } from './env.ts';

/**
 * A failure as the answer to a request (RFC 9457); the status is the code's own unless a guard has a better one. When a
 * later try may succeed is also in `Retry-After`, for programs that know only HTTP.
 */
export function problem(
  c: Context<AppEnv>,
  { code, message, hint, retryAt }: Failure,
  { status = failures[code].status, headers }: { status?: number; headers?: Record<string, string> } = {},
): Response {
  const body: Problem = {
    type: `urn:waybill:problem:${code}`,
    title: failures[code].message,
    status,
    code,
    detail: message,
    hint,
    retryAt,
    requestId: c.get('requestId'),
  };
  const later = retryAt === undefined ? {} : { 'Retry-After': new Date(retryAt).toUTCString() };
  return answer(c, JSON.stringify(body), { status, type: PROBLEM_JSON, headers: { ...later, ...headers } });
}
