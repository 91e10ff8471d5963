import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../../server/sandbox/index.ts';
import { SANDBOX, startSandbox } from '../../../server/sandbox/index.ts';
import { isSignedBy } from '../../../server/sandbox/signature.ts';
import type { Json, Params } from './call.ts';
import { parse, post, sign, signed } from './call.ts';
import { someText, textWith } from './matchers.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const LINK = {
  method: 'aliexpress.affiliate.link.generate',
  promotion_link_type: '0',
  source_values: 'https://www.aliexpress.com/item/1005006338829917.html',
  tracking_id: 'blog',
};

function common(params: Params = LINK): Params {
  return { ...params, app_key: SANDBOX.appKey, sign_method: 'sha256', timestamp: `${Date.now()}` };
}

function without(params: Params, name: string): Params {
  return Object.fromEntries(Object.entries(params).filter(([other]) => other !== name));
}

async function sync(params: Params): Promise<Json> {
  return parse(await post(`${sandbox.origin}/sync`, params));
}

async function codeOf(params: Params): Promise<unknown> {
  return (await sync(params)).error_response?.code;
}

describe('the own signature check', () => {
  test.each([
    {
      source: 'docId 1385, system interface',
      path: '/auth/token/create',
      params: { app_key: '12345678', code: '3_500102_JxZ05Ux3cnnSSUm6dCxYg6Q26', timestamp: '1517820392000' },
      expected: '35607762342831B6A417A0DED84B79C05FEFBF116969C48AD6DC00279A9F4D81',
    },
    {
      source: 'docId 1385, business interface',
      path: '',
      params: {
        access_token: 'test',
        aliexpress_category_id: '200135143',
        app_key: '123456',
        method: 'aliexpress.logistics.redefining.getonlinelogisticsinfo',
        timestamp: '1517820392000',
      },
      expected: 'F7F7926B67316C9D1E8E15F7E66940ED3059B1638C497D77973F30046EFB5BBB',
    },
  ])('accepts the worked value of $source', ({ path, params, expected }) => {
    const request = new Map(Object.entries({ ...params, sign_method: 'sha256', sign: expected }));
    expect(isSignedBy('helloworld', { params: request, path })).toBe(true);
    expect(isSignedBy('helloworlD', { params: request, path })).toBe(false);
  });

  test('sorts names by bytes: digits, capitals, underscore, small letters', () => {
    const params = { B: '1', a: '2', _c: '3', '9': '4', ab: '5', sign_method: 'sha256' };
    const base = '94B1_c3a2ab5sign_methodsha256';
    const value = createHmac('sha256', 'k').update(base).digest('hex').toUpperCase();
    expect(isSignedBy('k', { params: new Map(Object.entries({ ...params, sign: value })), path: '' })).toBe(true);
  });

  test.each([
    ['raw values with reserved characters', { source_values: 'https://www.aliexpress.com/item/1.html?a=b&c=%20+ü' }],
    ['characters outside the basic plane', { source_values: 'https://www.aliexpress.com/w/\u{1F3A7}.html' }],
    ['an unknown but signed parameter', { partner_id: 'iop-sdk-java-20181207', v: '2.0', format: 'json' }],
  ])('accepts %s', async (_, extra) => {
    expect(await codeOf(signed({ ...LINK, ...extra }))).toBeUndefined();
  });

  test.each([
    ['signed as a bare name', true],
    ['left out of the base string', false],
  ])('accepts an empty value %s', async (_, isSigned) => {
    const params = common({ ...LINK, session: '' });
    expect(await codeOf({ ...params, sign: sign(isSigned ? params : without(params, 'session')) })).toBeUndefined();
  });

  test('accepts a GET, and parameters split between query and form', async () => {
    const params = signed(LINK);
    const got = await fetch(`${sandbox.origin}/sync?${new URLSearchParams(params)}`);
    expect(parse(await got.text())).not.toHaveProperty('error_response');
    const split = signed(LINK);
    const { source_values = '', ...query } = split;
    const answer = await post(`${sandbox.origin}/sync?${new URLSearchParams(query)}`, { source_values });
    expect(parse(answer)).not.toHaveProperty('error_response');
  });

  test('does not see parameters in a JSON body or in headers', async () => {
    const params = signed(LINK);
    const answer = await fetch(`${sandbox.origin}/sync`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...without(params, 'source_values') },
      body: JSON.stringify(params),
    });
    expect(parse(await answer.text()).error_response?.code).toBe('MissingParameter');
  });
});

describe('the order of the checks', () => {
  test.each(['app_key', 'sign', 'timestamp', 'sign_method'])('asks for a missing %s', async (name) => {
    const { error_response } = await sync(without(signed(LINK), name));
    expect(error_response).toMatchObject({ type: 'ISV', code: 'MissingParameter' });
    expect(error_response?.msg).toContain(`"${name}"`);
  });

  test('refuses an unknown key before it looks at the signature', async () => {
    expect(await codeOf({ ...without(signed(LINK), 'sign'), app_key: '1' })).toBe('InvalidAppKey');
  });

  test.each([
    ['seconds', () => `${Math.floor(Date.now() / 1000)}`],
    ['a clock two hours behind', () => `${Date.now() - 7_210_000}`],
    ['a clock two hours ahead', () => `${Date.now() + 7_210_000}`],
    ['the date-time of the older gateway', () => '2026-11-11 12:00:00'],
  ])('refuses %s as timestamp, before the signature', async (_, timestamp) => {
    expect(await codeOf({ ...signed(LINK), timestamp: timestamp() })).toBe('IllegalTimestamp');
  });

  test('takes a UTC date-time, and a clock that is less than two hours off', async () => {
    const iso = `${new Date().toISOString().slice(0, 19)}Z`;
    expect(await codeOf(signed({ ...LINK, timestamp: iso }))).toBeUndefined();
    expect(await codeOf(signed({ ...LINK, timestamp: `${Date.now() - 7_100_000}` }))).toBeUndefined();
  });

  const wrong: [string, (params: Params) => Params][] = [
    ['another secret', (params) => ({ ...params, sign: sign(params, '', 'other') })],
    ['a path before a dotted name', (params) => ({ ...params, sign: sign(params, '/sync') })],
    ['an unsigned parameter', (params) => ({ ...params, sign: sign(without(params, 'method')) })],
    ['a parameter that was signed but not sent', (params) => ({ ...params, sign: sign({ ...params, v: '2.0' }) })],
    ['lower-case hex', (params) => ({ ...params, sign: sign(params).toLowerCase() })],
    ['encoded values', (params) => ({ ...params, sign: sign(encoded(params)) })],
    ['plain SHA-256 of a secret sandwich', (params) => ({ ...params, sign: plain('sha256', params) })],
    ['md5', (params) => ({ ...params, sign_method: 'md5', sign: plain('md5', { ...params, sign_method: 'md5' }) })],
  ];
  test.each(wrong)('refuses %s with IncompleteSignature', async (_, broken) => {
    expect(await codeOf(broken(common()))).toBe('IncompleteSignature');
  });

  test('names an unknown method only to a caller who signs well', async () => {
    expect(await codeOf(signed({ ...LINK, method: 'aliexpress.affiliate.nothing.get' }))).toBe('InvalidApiPath');
    expect(await codeOf(signed({ ...LINK, method: '/auth/token/create' }))).toBe('InvalidApiPath');
    expect(await codeOf(signed(without(LINK, 'method')))).toBe('MissingParameter');
    expect(await codeOf({ ...signed({ ...LINK, method: 'x.y' }), sign: 'A' })).toBe('IncompleteSignature');
  });

  test('looks at the permission before the parameters', async () => {
    const poor = await startSandbox({ packages: ['advanced'] });
    const answer = parse(await post(`${poor.origin}/sync`, signed({ method: LINK.method })));
    await poor.close();
    expect(answer.error_response?.code).toBe('InsufficientPermission');
  });
});

describe('envelopes of errors', () => {
  test('answers HTTP 200 with error_response on /sync', async () => {
    const response = await fetch(`${sandbox.origin}/sync`, { method: 'POST' });
    expect(response.status).toBe(200);
    expect(parse(await response.text())).toEqual({
      error_response: {
        type: 'ISV',
        code: 'MissingParameter',
        msg: textWith('"app_key"'),
        request_id: someText,
        _trace_id_: someText,
      },
    });
  });

  test('answers HTTP 200 with a top-level code on /rest', async () => {
    const response = await fetch(`${sandbox.origin}/rest/auth/token/create`, { method: 'POST' });
    expect(response.status).toBe(200);
    expect(parse(await response.text())).toMatchObject({
      type: 'ISV',
      code: 'MissingParameter',
      message: textWith('"app_key"'),
    });
  });
});

function encoded(params: Params): Params {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, encodeURIComponent(value)]));
}

function plain(algorithm: string, params: Params): string {
  const base = Object.keys(params)
    .sort()
    .map((name) => name + params[name])
    .join('');
  const sandwich = SANDBOX.appSecret + base + SANDBOX.appSecret;
  return createHash(algorithm).update(sandwich).digest('hex').toUpperCase();
}
