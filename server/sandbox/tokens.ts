import type { Answer } from './envelope.ts';
import { refused } from './envelope.ts';
import { ILLEGAL_REFRESH_TOKEN, INVALID_CODE, missingParameter } from './refusal.ts';
import type { WireObject } from './wire.ts';

/** Life times of a test app (app console): 1 day and 2 days. A code lasts 30 minutes; one client says 3. */
const ACCESS_MS = 86_400_000;
const REFRESH_MS = 2 * ACCESS_MS;
const CODE_MS = 30 * 60_000;

/** Codes and tokens that this gateway has given out. */
export interface Tokens {
  /** A new authorisation code, good for one exchange. */
  issueCode(): string;
  isValidAccess(token: string): boolean;
  /** Answers `/auth/token/...`; undefined for a path that is none of the four. */
  answer(path: string, params: ReadonlyMap<string, string>): Answer | undefined;
}

interface Grant {
  readonly refreshToken: string;
  readonly refreshUntil: number;
}

export function createTokens(appKey: string, now: () => number, next: (kind: string) => string): Tokens {
  const codes = new Map<string, number>();
  const accesses = new Map<string, number>();
  const grants = new Map<string, Grant>();

  function exchange(code: string): WireObject | undefined {
    const until = codes.get(code);
    codes.delete(code);
    if (until === undefined || until <= now()) return undefined;
    const grant = { refreshToken: newToken(next('refresh')), refreshUntil: now() + REFRESH_MS };
    grants.set(grant.refreshToken, grant);
    return issue(grant);
  }

  function refresh(token: string): WireObject | undefined {
    const grant = grants.get(token);
    return grant !== undefined && grant.refreshUntil > now() ? issue(grant) : undefined;
  }

  /** A refresh gives a new access token; the refresh token and its end stay. */
  function issue(grant: Grant): WireObject {
    const accessToken = newToken(next('access'));
    const until = Math.min(now() + ACCESS_MS, grant.refreshUntil);
    accesses.set(accessToken, until);
    return tokenFields(accessToken, until, grant, now());
  }

  const calls: Readonly<Record<string, (params: ReadonlyMap<string, string>) => Answer>> = {
    '/auth/token/create': (params) => full(answerCode(params)),
    '/auth/token/refresh': (params) => full(answerRefresh(params)),
    '/auth/token/security/create': answerCode,
    '/auth/token/security/refresh': answerRefresh,
  };

  function answerCode(params: ReadonlyMap<string, string>): Answer {
    const code = params.get('code');
    if (!code) return refused(missingParameter('code'));
    const body = exchange(code);
    return body ? { kind: 'bare', body } : refused(INVALID_CODE);
  }

  function answerRefresh(params: ReadonlyMap<string, string>): Answer {
    const token = params.get('refresh_token');
    if (!token) return refused(missingParameter('refresh_token'));
    const body = refresh(token);
    return body ? { kind: 'bare', body } : refused(ILLEGAL_REFRESH_TOKEN);
  }

  return {
    issueCode() {
      const code = `3_${appKey}_sandbox${next('code').slice(0, 24)}`;
      codes.set(code, now() + CODE_MS);
      return code;
    },
    isValidAccess: (token) => (accesses.get(token) ?? 0) > now(),
    answer: (path, params) => calls[path]?.(params),
  };
}

function newToken(digest: string): string {
  return `50000sandbox${digest.slice(0, 48)}`;
}

/** What all four calls answer. Durations are in seconds, `expire_time` and `refresh_token_valid_time` in epoch ms. */
function tokenFields(accessToken: string, until: number, grant: Grant, now: number): WireObject {
  return {
    access_token: accessToken,
    refresh_token: grant.refreshToken,
    expires_in: Math.floor((until - now) / 1000),
    refresh_expires_in: Math.floor((grant.refreshUntil - now) / 1000),
    expire_time: until,
    refresh_token_valid_time: grant.refreshUntil,
    account_id: '200000000001',
    user_id: '200000000001',
    seller_id: '200000000001',
    account_platform: 'buyerApp',
    sp: 'ae',
    locale: 'zh_CN',
  };
}

/** The calls without `security` name the person too. */
function full(answer: Answer): Answer {
  if (answer.kind !== 'bare') return answer;
  const person = { user_nick: 'sandbox', account: 'sandbox@example.com', havana_id: '2200000000001' };
  return { kind: 'bare', body: { ...answer.body, ...person } };
}
