import * as z from 'zod/mini';
import { FailureCode } from './failure.ts';

export const PROBLEM_JSON = 'application/problem+json';

/** An error answer of the HTTP API (RFC 9457). */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: FailureCode,
  detail: z.string(),
  hint: z.optional(z.string()),
  requestId: z.string(),
});
export type Problem = z.infer<typeof Problem>;
