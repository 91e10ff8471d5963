import type { Context, MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { generateCookie, getCookie } from 'hono/cookie';
import * as z from 'zod/mini';
import type { Mode } from '../../lib/contract/access.ts';
import type { Failure } from '../../lib/contract/failure.ts';
import { failure, failures } from '../../lib/contract/failure.ts';
import { tooMany } from '../access/door.ts';
import type { Limits } from '../access/limits.ts';
import type { Log } from '../log.ts';
import type { Authorisation, StartTickets } from '../oauth/authorisation.ts';
import { STEP_LIFE } from '../oauth/authorisation.ts';
import type { Page } from '../oauth/pages.ts';
import { donePage, failedPage, PAGE_POLICY, startPage } from '../oauth/pages.ts';
import type { AnswerOptions } from './answer.ts';
import { answer, json } from './answer.ts';
import { describe } from './describe.ts';
import type { AppEnv } from './env.ts';
import { problem } from './problem.ts';

/** The address for a person to open, once, before it expires (ISO 8601, UTC). */
const StartLink = z.object({ url: z.string(), expiresAt: z.string() });

type Parts = { startTickets: StartTickets; authorisation: Authorisation; limits: Limits; mode: Mode };
type PageOptions = Pick<AnswerOptions, 'status' | 'headers'>;
type Where = { publicUrl: string; guard: MiddlewareHandler<AppEnv>; log: Log };

/** Where a person starts an authorisation with a ticket. */
export function startAddress(publicUrl: string, ticket: string): string {
  return `${publicUrl}/oauth/start?ticket=${ticket}`;
}

/** Where AliExpress sends the browser back; the console of the app has to know it. */
export function callbackAddress(publicUrl: string): string {
  return `${publicUrl}/oauth/callback`;
}

/**
 * `GET /oauth/start`: to an owner's token, the one-use address that a person opens; to a browser that brings such a
 * ticket, the way to AliExpress. `GET /oauth/callback`: where AliExpress sends the browser back.
 */
export function oauthRoutes(
  { startTickets, authorisation, limits, mode }: Parts,
  { publicUrl, guard, log }: Where,
): Hono<AppEnv> {
  const aboutStart = describe({ summary: 'The address under which the account is authorised', answer: StartLink });
  const aboutCallback = describe({
    summary: 'Where AliExpress sends the browser back',
    answer: z.string(),
    media: 'text/html',
    open: true,
  });
  const cookie = cookieOf(publicUrl);
  const byTicket: MiddlewareHandler<AppEnv> = async (c, next) => {
    const ticket = c.req.query('ticket');
    if (ticket === undefined) return isVisit(c) ? await page(c, startPage(), { status: 401 }) : await next();
    const started = await authorisation.begin(ticket, callbackAddress(publicUrl));
    if (!started.ok) return await refuse(c, started.failure, { status: 401 });
    const { authoriseUrl, browserSecret } = started.value;
    const headers = { Location: authoriseUrl, 'Set-Cookie': cookie.holding(browserSecret) };
    return answer(c, '', { status: 302, type: 'text/plain', headers });
  };
  /** Wrong tickets and states are counted like wrong tokens: these addresses answer everybody. */
  const refuse = async (c: Context<AppEnv>, reason: Failure, options: PageOptions) => {
    const wait = await limits.wrongToken(c.get('address')());
    return wait === undefined ? await page(c, failedPage(reason), options) : tooMany(c, wait);
  };
  return new Hono<AppEnv>()
    .get('/oauth/start', aboutStart, byTicket, guard, async (c) => {
      if (!c.get('access').isOwner) return problem(c, notOwner(), { status: 403 });
      const { ticket, expiresAt } = await startTickets.open();
      return json(c, { url: startAddress(publicUrl, ticket), expiresAt: new Date(expiresAt).toISOString() });
    })
    .get('/oauth/callback', aboutCallback, async (c) => {
      const finished = await authorisation.finish(new URL(c.req.url).searchParams, getCookie(c, cookie.name));
      const headers = { 'Set-Cookie': cookie.gone() };
      if (finished.ok) return await page(c, donePage(finished.value, mode), { headers });
      log.warn({ code: finished.failure.code, requestId: c.get('requestId') }, 'an authorisation failed');
      return await refuse(c, finished.failure, { status: failures[finished.failure.code].status, headers });
    });
}

/** Lax: the browser comes back from AliExpress by a navigation, and by nothing else it brings the cookie. */
function cookieOf(publicUrl: string) {
  const secure = publicUrl.startsWith('https:');
  const name = secure ? '__Secure-waybill-oauth' : 'waybill-oauth';
  const options = { httpOnly: true, sameSite: 'Lax', secure, path: '/oauth' } as const;
  return {
    name,
    holding: (secret: string) => generateCookie(name, secret, { ...options, maxAge: STEP_LIFE / 1000 }),
    gone: () => generateCookie(name, '', { ...options, maxAge: 0 }),
  };
}

/** Somebody who typed the address, rather than a program that calls it. */
function isVisit(c: Context<AppEnv>): boolean {
  return c.req.header('Authorization') === undefined && (c.req.header('Accept') ?? '').includes('text/html');
}

function notOwner() {
  return failure('unauthorized', {
    message: 'Only the access of an owner may authorise the account.',
    hint: 'Use a token that was made with --owner, or run "npx waybill authorize" on the backend.',
  });
}

async function page(c: Context<AppEnv>, body: Page, { headers, ...options }: PageOptions): Promise<Response> {
  const all = { ...headers, 'Content-Security-Policy': PAGE_POLICY };
  return answer(c, String(await body), { ...options, type: 'text/html; charset=utf-8', headers: all });
}
