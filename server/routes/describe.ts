import type { MiddlewareHandler } from 'hono';
import { describeRoute, resolver } from 'hono-openapi';
import type * as z from 'zod/mini';
import { PROBLEM_JSON, Problem } from '../../lib/contract/problem.ts';

type Description = {
  summary: string;
  answer: z.ZodMiniType;
  /** Media type of the answer, if it is not JSON. */
  media?: string;
  /** Whether the route answers without a token. */
  open?: boolean;
};

/** What /openapi.json says about a route, from the schemas that the route itself uses. */
export function describe({
  summary,
  answer,
  media = 'application/json',
  open = false,
}: Description): MiddlewareHandler {
  return describeRoute({
    summary,
    security: open ? [] : [{ token: [] }],
    responses: {
      200: { description: 'Done', content: { [media]: { schema: resolver(answer) } } },
      default: { description: 'A failure, with its code', content: { [PROBLEM_JSON]: { schema: resolver(Problem) } } },
    },
  });
}
