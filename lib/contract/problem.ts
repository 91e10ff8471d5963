import * as z from 'zod/mini';
import { Failure } from './failure.ts';

export const PROBLEM_JSON = 'application/problem+json';

/** An error answer of the HTTP API (RFC 9457). */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: Failure.shape.code,
  detail: z.string(),
  hint: Failure.shape.hint,
  retryAt: Failure.shape.retryAt,
  requestId: z.string(),
});
export type Problem = z.infer<typeof Problem>;
