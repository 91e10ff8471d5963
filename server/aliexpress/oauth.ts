import { timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import type { Outcome } from '../../lib/contract/outcome.ts';
import { done, failed } from '../../lib/contract/outcome.ts';
import { errorTable } from './error-table.ts';
import type { GatewayFailure, GatewayOutcome } from './errors.ts';
import type { Gateway } from './gateway.ts';
import { MaybeText } from './reply.ts';

/**
 * The two pairs of token calls. Both take the same and answer nearly the same; for which apps the `security` pair is meant
 * is documented nowhere, so the plain one is tried first.
 */
export type TokenCalls = 'plain' | 'security';

const paths = {
  plain: { create: '/auth/token/create', refresh: '/auth/token/refresh' },
  security: { create: '/auth/token/security/create', refresh: '/auth/token/security/refresh' },
} as const satisfies Record<TokenCalls, Record<'create' | 'refresh', string>>;

/** An authorisation as AliExpress gave it. Times are in milliseconds since 1970. */
export type Token = {
  accessToken: string;
  accessExpiresAt: number;
  refreshToken: string | undefined;
  /** A refresh does not move this end: then somebody has to authorise again. */
  refreshExpiresAt: number | undefined;
  account: string | undefined;
  userId: string | undefined;
  sellerId: string | undefined;
  /** Which pair of calls gave it; its refresh uses the same. */
  calls: TokenCalls;
};

/** Where a person authorises the app. `redirectUri` has to equal the callback that the console has. */
export function authoriseUrl(request: { origin: string; appKey: string; redirectUri: string; state: string }): string {
  const url = new URL('/oauth/authorize', request.origin);
  url.search = new URLSearchParams({
    response_type: 'code',
    force_auth: 'true',
    client_id: request.appKey,
    redirect_uri: request.redirectUri,
    state: request.state,
  }).toString();
  return url.href;
}

/** A state for one authorisation, from at least 16 random bytes. */
export function stateOf(random: Uint8Array): string {
  return Buffer.from(random).toString('base64url');
}

/** Reads the callback: the code, if the state is the one that this browser was given and a code is there. */
export function readCallback(query: URLSearchParams, expectedState: string | undefined): Outcome<string> {
  const state = query.get('state') ?? '';
  if (expectedState === undefined || !sameText(state, expectedState)) {
    return failed('invalid_request', {
      message: 'This authorisation was not started in this browser, or it was used before.',
      hint: 'Run "npx waybill authorize" again and authorise within a few minutes.',
    });
  }
  const code = query.get('code');
  if (code) return done(code);
  return failed('access_token_needed', {
    message: 'AliExpress came back without an authorisation code: the authorisation was refused or broken off.',
    hint: 'Run "npx waybill authorize" again and agree on the page of AliExpress.',
  });
}

const TokenReply = z.object({
  access_token: z.string().check(z.minLength(1)),
  refresh_token: MaybeText,
  expires_in: MaybeText,
  refresh_expires_in: MaybeText,
  expire_time: MaybeText,
  refresh_token_valid_time: MaybeText,
  account: MaybeText,
  user_id: MaybeText,
  seller_id: MaybeText,
});

/**
 * Spends an authorisation code (docId 1385). It works once and, by one account, for three minutes only, so it is never
 * sent twice to the same call; where the app may not use the plain call, the `security` one is tried.
 */
export async function createToken(gateway: Gateway, code: string): Promise<GatewayOutcome<Token>> {
  const plain = await askForToken(gateway, 'plain', 'create', { code });
  if (plain.ok || !isOtherPairWorthATry(plain.failure)) return plain;
  return askForToken(gateway, 'security', 'create', { code });
}

/** A new access token for an old authorisation. Fails with `access_token_needed` when it takes a person again. */
export async function refreshToken(
  gateway: Gateway,
  token: Pick<Token, 'refreshToken' | 'calls'>,
): Promise<GatewayOutcome<Token>> {
  if (!token.refreshToken) {
    return failed('access_token_needed', {
      message: 'There is no refresh token: the account has to be authorised again.',
    });
  }
  return askForToken(gateway, token.calls, 'refresh', { refresh_token: token.refreshToken });
}

async function askForToken(
  gateway: Gateway,
  calls: TokenCalls,
  job: 'create' | 'refresh',
  params: Record<string, string>,
): Promise<GatewayOutcome<Token>> {
  const reply = await gateway.call({ api: paths[calls][job], params, reply: TokenReply, repeatable: false });
  return reply.ok ? done(tokenOf(reply.value, calls, gateway.now())) : reply;
}

/** The absolute times are preferred: they do not depend on how long the reply took. */
function tokenOf(reply: z.infer<typeof TokenReply>, calls: TokenCalls, now: number): Token {
  return {
    accessToken: reply.access_token,
    accessExpiresAt: endOf(reply.expire_time, reply.expires_in, now) ?? now,
    refreshToken: reply.refresh_token,
    refreshExpiresAt: endOf(reply.refresh_token_valid_time, reply.refresh_expires_in, now),
    account: reply.account,
    userId: reply.user_id,
    sellerId: reply.seller_id,
    calls,
  };
}

function endOf(absolute: string | undefined, seconds: string | undefined, now: number): number | undefined {
  if (absolute && /^\d{12,14}$/.test(absolute)) return Number(absolute);
  return seconds && /^\d+$/.test(seconds) ? now + Number(seconds) * 1000 : undefined;
}

/** The app may not use this call, or the call does not exist: the code has not been spent. */
function isOtherPairWorthATry({ gatewayCode }: GatewayFailure): boolean {
  const rows = errorTable.filter(({ id }) => ['authorisation-kind', 'no-such-method', 'permission'].includes(id));
  return rows.some(({ codes }) => codes.includes(gatewayCode ?? ''));
}

/**
 * When to refresh: after four fifths of the life that is left, a little earlier by a random share, so that instances do
 * not all come at once.
 */
export function refreshDueAt(token: Pick<Token, 'accessExpiresAt'>, now: number, random: number): number {
  const left = Math.max(0, token.accessExpiresAt - now);
  return now + left * (0.8 - 0.1 * random);
}

/** How an access token is had, and had anew. */
export type TokenSource = {
  current(): Promise<Outcome<string>>;
  renew(): Promise<Outcome<string>>;
};

/** Runs a call that needs an access token; if AliExpress refuses the token, once more with a fresh one. */
export async function withAccessToken<T>(
  tokens: TokenSource,
  run: (accessToken: string) => Promise<GatewayOutcome<T>>,
): Promise<GatewayOutcome<T>> {
  const current = await tokens.current();
  if (!current.ok) return current;
  const first = await run(current.value);
  if (first.ok || !isTokenRefused(first.failure)) return first;
  const fresh = await tokens.renew();
  return fresh.ok ? run(fresh.value) : fresh;
}

function isTokenRefused({ gatewayCode }: GatewayFailure): boolean {
  const rows = errorTable.filter(({ retry }) => retry === 'after-refresh');
  return rows.some(({ codes }) => codes.some((code) => gatewayCode?.split(' / ').includes(code)));
}

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
