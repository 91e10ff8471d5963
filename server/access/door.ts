import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit as limitBody } from 'hono/body-limit';
import { failure } from '../../lib/contract/failure.ts';
import type { Log } from '../log.ts';
import type { AppEnv } from '../routes/env.ts';
import { problem } from '../routes/problem.ts';
import { bodyLimit, refusal, tooLarge } from './guards.ts';
import type { Tokens } from './tokens.ts';

/** No page may read, frame or cache an answer. There is no CORS header, on purpose: no web origin calls this API. */
const HEADERS: readonly (readonly [string, string])[] = [
  ['Cache-Control', 'no-store'],
  ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Referrer-Policy', 'no-referrer'],
  ['X-Content-Type-Options', 'nosniff'],
];

/** The first thing that every request meets: its id, the headers of its answer, and the guards that need no token. */
export function door(hosts: ReadonlySet<string>, log: Log): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const requestId = randomUUID();
    c.set('requestId', requestId);
    c.set('log', log.child({ requestId }));
    c.header('X-Request-Id', requestId);
    for (const [name, value] of HEADERS) c.header(name, value);

    const header = (name: string) => c.req.header(name);
    const arrival = {
      method: c.req.method,
      path: c.req.path,
      host: header('Host') ?? new URL(c.req.url).host,
      origin: header('Origin'),
      fetchMode: header('Sec-Fetch-Mode'),
      contentType: header('Content-Type'),
      contentLength: header('Content-Length'),
    };
    const refused = refusal(arrival, hosts);
    if (refused !== undefined) return problem(c, refused.failure, refused.status);
    if (arrival.contentLength !== undefined || c.req.raw.method === 'GET') return await next();
    return await unannounced(c, next);
  };
}

/** Counts the bytes of a body whose length was not announced. Slower than a look at the header, so only for those. */
const unannounced: MiddlewareHandler<AppEnv> = (c, next) => {
  const { failure: reason, status } = tooLarge(c.req.path);
  const onError = () => problem(c, reason, status);
  return limitBody({ maxSize: bodyLimit(c.req.path), onError })(c, next);
};

/** Lets in who brings a token that is known, and sets `access`. */
export function tokenGuard(tokens: Tokens): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const token = /^Bearer +(\S+) *$/i.exec(c.req.header('Authorization') ?? '')?.[1];
    const access = token && (await tokens.authenticate(token));
    if (!access) {
      c.header('WWW-Authenticate', 'Bearer');
      return problem(c, failure('unauthorized'));
    }
    c.set('access', access);
    return await next();
  };
}
