import { randomUUID } from 'node:crypto';
import type { BlockList } from 'node:net';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit as limitBody } from 'hono/body-limit';
import { routePath } from 'hono/route';
import type { Failure } from '../../lib/contract/failure.ts';
import { failure } from '../../lib/contract/failure.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { AppEnv } from '../routes/env.ts';
import { problem } from '../routes/problem.ts';
import { requestHeader } from '../routes/request-header.ts';
import { clientAddress } from './client-address.ts';
import { bodyLimit, refusal, tooLarge } from './guards.ts';
import type { Limits } from './limits.ts';
import type { Tokens } from './tokens.ts';

/** The one route under /v1 that answers without a token: it is where tokens come from. */
const PAIRINGS = '/v1/pairings';

export type DoorParts = {
  /** The values of the Host header that the backend answers to. */
  hosts: ReadonlySet<string>;
  /** Proxies whose forwarded addresses are believed. */
  proxies: BlockList;
  metrics: Metrics;
  /** From then on every answer asks the client to open another connection, which a proxy opens elsewhere. */
  isStopping: () => boolean;
};

/** The first thing that every request meets: its id, and the guards that need no token. */
export function door({ hosts, proxies, metrics, isStopping }: DoorParts): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const started = performance.now();
    const requestId = randomUUID();
    c.set('requestId', requestId);
    c.set('address', () =>
      clientAddress(c.env.incoming?.socket.remoteAddress, requestHeader(c, 'x-forwarded-for'), proxies),
    );
    const refused = await enter(c, next, hosts);
    const response = refused ?? c.res;
    if (isStopping()) response.headers.set('Connection', 'close');
    metrics.request(routePath(c, -1), c.req.method, response.status, (performance.now() - started) / 1000);
    return refused;
  };
}

/** Turns the request away, or lets it go on to its route. */
async function enter(
  c: Context<AppEnv, string>,
  next: () => Promise<void>,
  hosts: ReadonlySet<string>,
): Promise<Response | undefined> {
  const header = (name: string) => requestHeader(c, name);
  const arrival = {
    method: c.req.method,
    path: c.req.path,
    host: header('host') ?? new URL(c.req.url).host,
    origin: header('origin'),
    fetchMode: header('sec-fetch-mode'),
    contentType: header('content-type'),
    contentLength: header('content-length'),
  };
  const refused = refusal(arrival, hosts);
  if (refused !== undefined) return problem(c, refused.failure, { status: refused.status });
  if (arrival.contentLength === undefined && arrival.method !== 'GET') return (await countBody(c, next)) ?? undefined;
  await next();
  return undefined;
}

/** Counts the bytes of a body whose length was not announced. Slower than a look at the header, so only for those. */
const countBody: MiddlewareHandler<AppEnv, string> = (c, next) => {
  const { failure: reason, status } = tooLarge(c.req.path);
  const onError = () => problem(c, reason, { status });
  return limitBody({ maxSize: bodyLimit(c.req.path), onError })(c, next);
};

/** Lets in who brings a token that is known, within the limits, and sets `access`. Pairing needs none. */
export function tokenGuard(tokens: Tokens, limits: Limits): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (c.req.path === PAIRINGS) return await next();
    const token = /^Bearer +(\S+) *$/i.exec(requestHeader(c, 'authorization') ?? '')?.[1];
    const access = token && (await tokens.authenticate(token));
    const wait = access ? await limits.request(access.id) : await limits.wrongToken(c.get('address')());
    if (wait !== undefined) return tooMany(c, wait);
    if (!access)
      return problem(c, token ? failure('unauthorized') : noToken(), { headers: { 'WWW-Authenticate': 'Bearer' } });
    c.set('access', access);
    return await next();
  };
}

function noToken(): Failure {
  return failure('unauthorized', {
    message: 'This request carries no token.',
    hint: 'Send "Authorization: Bearer TOKEN". "npx waybill token create" on the backend makes one.',
  });
}

/** The answer to one request too many; `wait` is in seconds. */
export function tooMany(c: Context<AppEnv>, wait: number): Response {
  const hint = `Try again in ${wait} ${wait === 1 ? 'second' : 'seconds'}.`;
  return problem(c, failure('rate_limited', { hint }), { headers: { 'Retry-After': String(wait) } });
}
