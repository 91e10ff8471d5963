import type { Context } from 'hono';
import type { AppEnv } from './env.ts';

/** A header of the request, by its name in lower case. Read from the socket's own record where there is a socket. */
export function requestHeader(c: Context<AppEnv, string>, name: string): string | undefined {
  const { incoming } = c.env;
  if (incoming === undefined) return c.req.header(name);
  const value = incoming.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
