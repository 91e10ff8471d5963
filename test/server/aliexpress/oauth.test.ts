import { describe, expect, it } from 'vitest';
import { done, failed } from '../../../lib/contract/outcome.ts';
import type { GatewayOutcome } from '../../../server/aliexpress/errors.ts';
import {
  authoriseUrl,
  createToken,
  readCallback,
  refreshDueAt,
  refreshToken,
  stateOf,
  withAccessToken,
} from '../../../server/aliexpress/oauth.ts';
import type { Said } from './stub.ts';
import { gatewayTo, startStub } from './stub.ts';

const NOW = Date.parse('2026-11-22T10:00:00Z');
const now = () => NOW;

const granted: Said = {
  json: {
    access_token: '50000701234567890',
    refresh_token: '50001701234567890',
    expires_in: 86400,
    refresh_expires_in: '172800',
    expire_time: NOW + 86_400_000,
    refresh_token_valid_time: String(NOW + 172_800_000),
    account: 'blog@example.com',
    user_id: 200042362,
    seller_id: '200042362',
    account_platform: 'seller_center',
    code: '0',
    request_id: '2102',
  },
};
const refused = (code: string, message = 'x'): Said => ({ json: { type: 'ISV', code, message, request_id: '9' } });

describe('starting', () => {
  it('leads to the authorise page with what it needs, and nothing secret', () => {
    const url = new URL(
      authoriseUrl({
        origin: 'https://api-sg.aliexpress.com',
        appKey: '500000',
        redirectUri: 'http://127.0.0.1:8787/oauth/callback',
        state: 'abc',
      }),
    );
    expect(url.origin + url.pathname).toBe('https://api-sg.aliexpress.com/oauth/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      force_auth: 'true',
      client_id: '500000',
      redirect_uri: 'http://127.0.0.1:8787/oauth/callback',
      state: 'abc',
    });
  });

  it('makes a state that fits into an address', () => {
    expect(stateOf(new Uint8Array(32).fill(255))).toMatch(/^[\w-]{43}$/);
  });
});

describe('coming back', () => {
  it.each([
    ['code=c1&state=s1', 's1', { ok: true, value: 'c1' }],
    ['code=c1&state=s2', 's1', { ok: false, failure: { code: 'invalid_request' } }],
    ['code=c1', 's1', { ok: false, failure: { code: 'invalid_request' } }],
    ['code=c1&state=', undefined, { ok: false, failure: { code: 'invalid_request' } }],
    ['state=s1&error=access_denied', 's1', { ok: false, failure: { code: 'access_token_needed' } }],
  ])('%s with the state %s', (query, state, outcome) => {
    expect(readCallback(new URLSearchParams(query), state)).toMatchObject(outcome);
  });
});

describe('tokens', () => {
  it('are created with the code alone, on /rest', async () => {
    const { origin, received } = await startStub(granted);
    const outcome = await createToken(gatewayTo(origin, { now }).gateway, 'the-code');
    expect(received[0]?.url).toBe('/rest/auth/token/create');
    expect(Object.keys(received[0]?.form ?? {}).sort()).toEqual([
      'app_key',
      'code',
      'sign',
      'sign_method',
      'timestamp',
    ]);
    expect(outcome).toEqual({
      ok: true,
      value: {
        accessToken: '50000701234567890',
        accessExpiresAt: NOW + 86_400_000,
        refreshToken: '50001701234567890',
        refreshExpiresAt: NOW + 172_800_000,
        account: 'blog@example.com',
        userId: '200042362',
        sellerId: '200042362',
        calls: 'plain',
      },
    });
  });

  it('end by the seconds where AliExpress gives no moment', async () => {
    const { origin } = await startStub({ json: { access_token: 't', expires_in: '3600', code: '0' } });
    const outcome = await createToken(gatewayTo(origin, { now }).gateway, 'the-code');
    expect(outcome).toMatchObject({ value: { accessExpiresAt: NOW + 3_600_000, refreshToken: undefined } });
  });

  it('are asked for by the security call where the app may not use the plain one', async () => {
    const { origin, received } = await startStub(refused('AUTH_TYPE_UNSUPPORTED'), granted);
    const outcome = await createToken(gatewayTo(origin, { now }).gateway, 'the-code');
    expect(received.map(({ url }) => url)).toEqual(['/rest/auth/token/create', '/rest/auth/token/security/create']);
    expect(outcome).toMatchObject({ ok: true, value: { calls: 'security' } });
  });

  it('never spend a code twice', async () => {
    const { origin, received } = await startStub(refused('ServiceUnavailable'));
    await createToken(gatewayTo(origin).gateway, 'the-code');
    expect(received).toHaveLength(1);
  });

  it('are refreshed by the pair of calls that gave them', async () => {
    const { origin, received } = await startStub(granted);
    await refreshToken(gatewayTo(origin).gateway, { refreshToken: 'r1', calls: 'security' });
    expect(received[0]).toMatchObject({ url: '/rest/auth/token/security/refresh', form: { refresh_token: 'r1' } });
    const none = await refreshToken(gatewayTo(origin).gateway, { refreshToken: undefined, calls: 'plain' });
    expect(none).toMatchObject({ ok: false, failure: { code: 'access_token_needed' } });
    expect(received).toHaveLength(1);
  });

  it.each([
    ['InvalidCode', 'Invalid authorization code', /used before, is too old, or belongs to another app/],
    ['IllegalRefreshToken', 'x', /authorisation has ended/],
    ['isv.account-migration-check-fail', 'x', /signature was right.*No document explains/s],
    ['Unknown', 'Reach Limit', /No document explains it.*authorise once/s],
  ])('explain %s', async (code, message, words) => {
    const { origin } = await startStub(refused(code, message));
    const outcome = await createToken(gatewayTo(origin).gateway, 'the-code');
    expect(outcome.ok ? '' : `${outcome.failure.message} ${outcome.failure.hint}`).toMatch(words);
  });

  it('stay out of the log', async () => {
    const { origin } = await startStub({ json: { access_token: 7, refresh_token: '50001701234567890', code: '0' } });
    const { gateway, events } = gatewayTo(origin);
    const outcome = await refreshToken(gateway, { refreshToken: '50001709999999999', calls: 'plain' });
    expect(outcome.ok).toBe(false);
    expect(JSON.stringify([events, outcome])).not.toMatch(/5000170/);
  });
});

describe('a call with a token', () => {
  const refusal: GatewayOutcome<string> = {
    ok: false,
    failure: { code: 'access_token_needed', message: 'x', retryable: false, gatewayCode: 'IllegalAccessToken' },
  };
  const tokens = { current: async () => done('old'), renew: async () => done('new') };

  it('is made once more with a fresh token, and no more', async () => {
    const used: string[] = [];
    const outcome = await withAccessToken(tokens, async (token) => {
      used.push(token);
      return refusal;
    });
    expect(used).toEqual(['old', 'new']);
    expect(outcome).toEqual(refusal);
  });

  it('is not repeated for other failures, nor made without a token', async () => {
    let calls = 0;
    await withAccessToken(tokens, async () => {
      calls += 1;
      return failed('gateway_busy');
    });
    const none = { ...tokens, current: async () => failed('access_token_needed') };
    expect(await withAccessToken(none, async () => done('x'))).toMatchObject({ ok: false });
    expect(calls).toBe(1);
  });

  it('is refreshed ahead of its end, never all at once', () => {
    expect(refreshDueAt({ accessExpiresAt: NOW + 1000 }, NOW, 0)).toBe(NOW + 800);
    expect(refreshDueAt({ accessExpiresAt: NOW + 1000 }, NOW, 1)).toBeCloseTo(NOW + 700);
    expect(refreshDueAt({ accessExpiresAt: NOW - 1000 }, NOW, 0.5)).toBe(NOW);
  });
});
