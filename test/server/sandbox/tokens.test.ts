import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../../server/sandbox/index.ts';
import { SANDBOX, startSandbox } from '../../../server/sandbox/index.ts';
import type { Json, Params } from './call.ts';
import { call, callSystem, parse, post, sign, signed } from './call.ts';
import { someNumber, someText } from './matchers.ts';

const START = Date.UTC(2026, 10, 20);
const MINUTE = 60_000;
const DAY = 86_400_000;

let now = START;
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ now: () => now });
});
beforeEach(() => {
  now = START;
});
afterAll(() => sandbox.close());

const CONSENT = {
  response_type: 'code',
  force_auth: 'true',
  client_id: SANDBOX.appKey,
  redirect_uri: 'http://127.0.0.1:8787/oauth/callback?from=test',
  state: 's"1',
};

async function authorise(params: Params): Promise<Response> {
  const form = new URLSearchParams(params);
  return fetch(`${sandbox.origin}/oauth/authorize`, { method: 'POST', body: form, redirect: 'manual' });
}

async function newCode(): Promise<string> {
  const response = await authorise({ ...CONSENT, answer: 'allow' });
  return new URL(response.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

async function system(path: string, params: Params): Promise<Json> {
  return callSystem(sandbox, path, { timestamp: `${now}`, ...params });
}

describe('the consent page', () => {
  test('says that it is the sandbox, offers both answers and carries the parameters', async () => {
    const response = await fetch(`${sandbox.origin}/oauth/authorize?${new URLSearchParams(CONSENT)}`);
    const page = await response.text();
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(page).toContain('sandbox gateway, not AliExpress');
    expect(page).toContain('value="allow"');
    expect(page).toContain('value="refuse"');
    expect(page).toContain('value="s&quot;1"');
  });

  test('allowing leads back with a code and the state', async () => {
    const response = await authorise({ ...CONSENT, answer: 'allow' });
    const target = new URL(response.headers.get('location') ?? '');
    expect(response.status).toBe(302);
    expect(target.origin + target.pathname).toBe('http://127.0.0.1:8787/oauth/callback');
    expect(Object.fromEntries(target.searchParams)).toEqual({ from: 'test', code: someText, state: 's"1' });
  });

  test('refusing leads back with access_denied and without a code', async () => {
    const response = await authorise({ ...CONSENT, answer: 'refuse' });
    const target = new URL(response.headers.get('location') ?? '');
    expect(Object.fromEntries(target.searchParams)).toEqual({ from: 'test', error: 'access_denied', state: 's"1' });
  });

  test('an answer in the address is no answer: only the form gives a code', async () => {
    const params = new URLSearchParams({ ...CONSENT, answer: 'allow' });
    const response = await fetch(`${sandbox.origin}/oauth/authorize?${params}`, { redirect: 'manual' });
    expect(response.status).toBe(200);
  });

  test.each([
    ['client_id', '1'],
    ['response_type', 'token'],
    ['redirect_uri', 'javascript:alert(1)'],
  ])('a wrong %s is a page, never a redirect', async (name, value) => {
    const response = await authorise({ ...CONSENT, [name]: value, answer: 'allow' });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(name);
  });
});

describe('exchange and refresh', () => {
  test('a code gives the full set of fields once', async () => {
    const code = await newCode();
    expect(await system('/auth/token/create', { code })).toEqual({
      access_token: someText,
      refresh_token: someText,
      expires_in: 86_400,
      refresh_expires_in: 172_800,
      expire_time: now + DAY,
      refresh_token_valid_time: now + 2 * DAY,
      account_id: someText,
      user_id: someText,
      seller_id: someText,
      user_nick: someText,
      havana_id: someText,
      account: someText,
      account_platform: 'buyerApp',
      sp: 'ae',
      locale: 'zh_CN',
      code: '0',
      request_id: someText,
      _trace_id_: someText,
    });
    expect(await system('/auth/token/create', { code })).toMatchObject({ type: 'ISV', code: 'InvalidCode' });
  });

  test('the security calls answer a smaller set', async () => {
    const made = await system('/auth/token/security/create', { code: await newCode() });
    expect(made).toMatchObject({ code: '0', expires_in: someNumber });
    expect(made).not.toHaveProperty('user_nick');
    const renewed = await system('/auth/token/security/refresh', { refresh_token: String(made.refresh_token) });
    expect(renewed.access_token).not.toBe(made.access_token);
    expect(renewed).not.toHaveProperty('havana_id');
  });

  test('a code ends after 30 minutes', async () => {
    const code = await newCode();
    now += 30 * MINUTE;
    expect((await system('/auth/token/create', { code })).code).toBe('InvalidCode');
  });

  test('a refresh gives a new access token and leaves the end of the refresh token', async () => {
    const made = await system('/auth/token/create', { code: await newCode() });
    now += DAY + MINUTE;
    const renewed = await system('/auth/token/refresh', { refresh_token: String(made.refresh_token) });
    expect(renewed.access_token).not.toBe(made.access_token);
    expect(renewed.refresh_token_valid_time).toBe(made.refresh_token_valid_time);
    expect(renewed.expire_time).toBe(made.refresh_token_valid_time);
    now += DAY;
    const late = await system('/auth/token/refresh', { refresh_token: String(made.refresh_token) });
    expect(late.code).toBe('IllegalRefreshToken');
  });

  test('ds.product.get takes the token until it expires', async () => {
    const { access_token } = await system('/auth/token/create', { code: await newCode() });
    const params = { product_id: '1005006338829917', ship_to_country: 'ES', access_token: String(access_token) };
    const answer = await call(sandbox, 'aliexpress.ds.product.get', { ...params, timestamp: `${now}` });
    const { rsp_code, result } = answer.aliexpress_ds_product_get_response ?? {};
    expect(rsp_code).toBe(200);
    expect(result?.ae_item_base_info_dto).toMatchObject({ subject: someText, product_id: 1005006338829917 });
    const skus = result?.ae_item_sku_info_dtos?.ae_item_sku_info_d_t_o;
    expect(skus?.[0]).toMatchObject({ offer_sale_price: someText, currency_code: 'USD' });
    now += DAY;
    const late = await call(sandbox, 'aliexpress.ds.product.get', { ...params, timestamp: `${now}` });
    expect(late.error_response?.code).toBe('IllegalAccessToken');
  });
});

describe('what is refused', () => {
  test.each([
    ['/auth/token/create', 'code'],
    ['/auth/token/security/create', 'code'],
    ['/auth/token/refresh', 'refresh_token'],
    ['/auth/token/security/refresh', 'refresh_token'],
  ])('%s without %s', async (path, name) => {
    const answer = await system(path, {});
    expect(answer.code).toBe('MissingParameter');
    expect(answer.message).toContain(`"${name}"`);
  });

  test('a path signed with /rest, or without a path', async () => {
    for (const path of ['/rest/auth/token/create', '']) {
      const params = signed({ code: 'x', timestamp: `${now}` }, path);
      expect(parse(await post(`${sandbox.origin}/rest/auth/token/create`, params)).code).toBe('IncompleteSignature');
    }
  });

  test('an unknown path is InvalidApiPath', async () => {
    expect((await system('/auth/token/nothing', {})).code).toBe('InvalidApiPath');
  });

  test('a token call without /rest is HTTP 405', async () => {
    const response = await fetch(`${sandbox.origin}/auth/token/create`, { method: 'POST' });
    expect(response.status).toBe(405);
  });
});

test('the form of the official Python SDK works: bare /rest, the path in method and before the base string', async () => {
  const path = '/auth/token/create';
  const all = {
    app_key: SANDBOX.appKey,
    code: await newCode(),
    method: path,
    partner_id: 'iop-sdk-python-20220609',
    sign_method: 'sha256',
    simplify: 'false',
    timestamp: `${now}`,
  };
  const answer = await post(`${sandbox.origin}/rest`, { ...all, sign: sign(all, path) });
  expect(parse(answer).code).toBe('0');
});
