import type { Context } from 'hono';
import { validator } from 'hono-openapi';
import type * as z from 'zod/mini';
import { failure } from '../../lib/contract/failure.ts';
import type { AppEnv } from './env.ts';
import { problem } from './problem.ts';

type Issue = { message: string; path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined };

/** Parses a part of the request by its schema; what does not fit is answered with 400, naming the field. */
export function checked<Schema extends z.ZodMiniType, Target extends 'query' | 'param'>(
  target: Target,
  schema: Schema,
) {
  return validator(target, schema, (result, c: Context<AppEnv>) => {
    if (result.success) return undefined;
    return problem(c, failure('invalid_request', { message: sentence(result.error) }));
  });
}

/** The first thing that is wrong, in words that begin with the field. */
export function sentence(issues: readonly Issue[]): string {
  const [first] = issues;
  if (first === undefined) return 'The request does not fit its schema.';
  const path = (first.path ?? []).map((step) => String(typeof step === 'object' ? step.key : step)).join('.');
  return path === '' ? `${first.message}.` : `${path}: ${first.message}.`;
}
