import type { MiddlewareHandler } from 'hono';
import { validator } from 'hono-openapi';
import * as z from 'zod/mini';
import { failure } from '../../lib/contract/failure.ts';
import { sentence } from './checked.ts';
import type { AppEnv } from './env.ts';
import { problem } from './problem.ts';

/**
 * Parses the JSON body by its schema; what does not fit is answered with 400, naming the field. The framework's own
 * validator does the same, but makes a Headers object of every request on the way; here it only describes the body for
 * /openapi.json. The door has looked at the content type already.
 */
export function jsonBody<Schema extends z.ZodMiniType>(schema: Schema) {
  type Json = { in: { json: z.input<Schema> }; out: { json: z.output<Schema> } };
  const middleware: MiddlewareHandler<AppEnv, string, Json> = async (c, next) => {
    const value = parse(await c.req.text());
    if (value === undefined) return problem(c, failure('invalid_request', { message: 'The body is not JSON.' }));
    const parsed = z.safeParse(schema, value);
    if (!parsed.success) {
      return problem(c, failure('invalid_request', { message: sentence(parsed.error.issues) }));
    }
    c.req.addValidatedData('json', parsed.data as object);
    return await next();
  };
  return Object.assign(middleware, validator('json', schema));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
