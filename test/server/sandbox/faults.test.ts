import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Fault, Sandbox } from '../../../server/sandbox/index.ts';
import { startSandbox } from '../../../server/sandbox/index.ts';
import type { Json } from './call.ts';
import { call, callSystem, post, signed } from './call.ts';
import { someText, textLike } from './matchers.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.faults.clear());
afterAll(() => sandbox.close());

const METHOD = 'aliexpress.affiliate.link.generate';
const VALUES = ['1005006338829917', '1005006338829927', '1005006338829937'].map(
  (id) => `https://www.aliexpress.com/item/${id}.html`,
);
const PARAMS = { promotion_link_type: '0', source_values: VALUES.join(','), tracking_id: 'blog' };

async function raw(signal?: AbortSignal): Promise<Response> {
  const body = new URLSearchParams(signed({ method: METHOD, ...PARAMS }));
  return fetch(`${sandbox.origin}/sync`, { method: 'POST', body, ...(signal ? { signal } : {}) });
}

async function generate(): Promise<Json> {
  const answer = await call(sandbox, METHOD, PARAMS);
  return answer.aliexpress_affiliate_link_generate_response?.resp_result ?? answer;
}

interface Entry {
  readonly promotion_link?: string;
  readonly source_value: string;
}

function entries(answer: Json): Entry[] {
  return (answer.result?.promotion_links?.promotion_link ?? []) as unknown as Entry[];
}

describe('how long a fault lasts', () => {
  test('one call by default', async () => {
    sandbox.faults.add({ kind: 'error', code: 'ServiceUnavailable' });
    expect((await generate()).error_response?.code).toBe('ServiceUnavailable');
    expect((await generate()).resp_code).toBe(200);
  });

  test('N calls, or until it is cleared or taken back', async () => {
    sandbox.faults.add({ kind: 'error', code: 'AppCallLimit' }, { times: 2 });
    await generate();
    expect((await generate()).error_response?.code).toBe('AppCallLimit');
    expect((await generate()).resp_code).toBe(200);
    const takeBack = sandbox.faults.add({ kind: 'error', code: 'AppCallLimit' }, { times: Number.POSITIVE_INFINITY });
    for (const _ of [1, 2, 3]) expect((await generate()).error_response?.code).toBe('AppCallLimit');
    takeBack();
    expect((await generate()).resp_code).toBe(200);
    sandbox.faults.add({ kind: 'error', code: 'AppCallLimit' });
    sandbox.faults.clear();
    expect((await generate()).resp_code).toBe(200);
  });

  test('only the method it is meant for', async () => {
    sandbox.faults.add({ kind: 'error', code: 'Reach Limit' }, { method: '/auth/token/create' });
    expect((await generate()).resp_code).toBe(200);
    expect(await callSystem(sandbox, '/auth/token/create', { code: 'x' })).toMatchObject({ message: 'Reach Limit' });
  });

  test('faults of one stage follow one another, those of different stages add up', async () => {
    sandbox.faults.add({ kind: 'error', code: 'AppCallLimit' });
    sandbox.faults.add({ kind: 'error', code: 'ServiceUnavailable' });
    sandbox.faults.add({ kind: 'delay', ms: 40 });
    const started = performance.now();
    expect((await generate()).error_response?.code).toBe('AppCallLimit');
    expect(performance.now() - started).toBeGreaterThanOrEqual(39);
    expect((await generate()).error_response?.code).toBe('ServiceUnavailable');
  });
});

describe('a broken line', () => {
  test('hangs until the client gives up', async () => {
    sandbox.faults.add({ kind: 'hang' });
    await expect(raw(AbortSignal.timeout(80))).rejects.toThrow(/timeout/i);
  });

  test('drops the connection without a word', async () => {
    sandbox.faults.add({ kind: 'drop' });
    await expect(raw()).rejects.toThrow('fetch failed');
  });

  test('closes the connection in the middle of the body', async () => {
    sandbox.faults.add({ kind: 'cut' });
    const response = await raw();
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  test.each([
    [500, 'json', 'application/json'],
    [502, 'html', 'text/html'],
  ] as const)('answers HTTP %i with %s', async (status, body, type) => {
    sandbox.faults.add({ kind: 'http', status, body });
    const response = await raw();
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain(type);
  });

  test.each([['truncated'], ['garbage']] as const)('sends %s JSON', async (kind) => {
    sandbox.faults.add({ kind });
    const text = await (await raw()).text();
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  test('sends JSON of another shape', async () => {
    sandbox.faults.add({ kind: 'wrong-shape' });
    expect(await (await raw()).json()).not.toHaveProperty('aliexpress_affiliate_link_generate_response');
  });

  test('still closes while a call hangs', async () => {
    const own = await startSandbox();
    own.faults.add({ kind: 'hang' });
    const hanging = fetch(`${own.origin}/sync`, { method: 'POST' });
    const failed = expect(hanging).rejects.toThrow();
    while (own.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await own.close();
    await failed;
  });
});

describe('codes', () => {
  const errors: [string | number, object][] = [
    ['IncompleteSignature', { type: 'ISV', code: 'IncompleteSignature' }],
    ['InsufficientPermission', { code: 'InsufficientPermission' }],
    ['IllegalAccessToken', { code: 'IllegalAccessToken' }],
    ['AppWhiteIpLimit', { code: 'AppWhiteIpLimit' }],
    ['AppCallLimit', { code: 'AppCallLimit' }],
    ['ServiceUnavailable', { type: 'ISP', code: 'ServiceUnavailable' }],
    ['InvalidTimestamp', { code: 'InvalidTimestamp' }],
    ['isv.permission-api-package-limit', { code: 'isv.permission-api-package-limit' }],
    ['Platform System blacklist', { code: 2, msg: textLike(/blacklist/) }],
    ['isv.account-migration-check-fail', { code: 15, sub_code: 'isv.account-migration-check-fail' }],
    ['SomethingNew', { code: 'SomethingNew', msg: 'SomethingNew' }],
    [7, { code: 7, sub_msg: 'This ban will last for 1 more seconds' }],
    [10, { type: 'ISP', code: 10 }],
    [25, { code: 25, msg: 'Invalid Signature' }],
    [99, { code: 99, msg: 'Error 99' }],
  ];
  test.each(errors)('%s', async (code, expected) => {
    sandbox.faults.add({ kind: 'error', code });
    expect((await generate()).error_response).toMatchObject({ ...expected, request_id: someText });
  });

  test('what the fault says wins over the table', async () => {
    sandbox.faults.add({ kind: 'error', code: 15, type: 'ISP', subCode: 'isp.top-remote-service-error', message: 'm' });
    const expected = { type: 'ISP', code: 15, sub_code: 'isp.top-remote-service-error', msg: 'm' };
    expect((await generate()).error_response).toMatchObject(expected);
  });

  test('a wrong signature is told before any injected code', async () => {
    sandbox.faults.add({ kind: 'error', code: 'ServiceUnavailable' });
    const text = await post(`${sandbox.origin}/sync`, { ...signed({ method: METHOD }), sign: 'A' });
    expect(text).toContain('IncompleteSignature');
  });

  test.each([
    [401, 'This publisher is not registered'],
    [402, 'TrackingId input parameter error'],
    [404, 'System Error'],
    [405, 'The result is empty'],
  ])('resp_code %i, as number and as string', async (respCode, respMsg) => {
    sandbox.faults.add({ kind: 'resp-code', respCode });
    sandbox.faults.add({ kind: 'resp-code', respCode, asString: true, respMsg: `${respMsg}:7` });
    expect(await generate()).toEqual({ resp_code: respCode, resp_msg: respMsg });
    expect(await generate()).toEqual({ resp_code: `${respCode}`, resp_msg: `${respMsg}:7` });
  });
});

describe('the call limit', () => {
  test('says the seconds of the ban and by default does not enforce them', async () => {
    sandbox.faults.add({ kind: 'error', code: 'ApiCallLimit', banSeconds: 3 });
    expect((await generate()).error_response).toMatchObject({ code: 'ApiCallLimit', msg: textLike(/last 3 seconds$/) });
    expect((await generate()).resp_code).toBe(200);
  });

  test('enforced, it lasts as long as it says', async () => {
    let now = Date.now();
    const own = await startSandbox({ now: () => now });
    own.faults.add({ kind: 'error', code: 'ApiCallLimit', banSeconds: 2, enforced: true });
    const codes = [];
    for (const step of [0, 500, 1000, 1500]) {
      now += step;
      codes.push((await call(own, METHOD, { ...PARAMS, timestamp: `${now}` })).error_response?.code);
    }
    await own.close();
    expect(codes).toEqual(['ApiCallLimit', 'ApiCallLimit', 'ApiCallLimit', undefined]);
  });

  test('as a policy, it refuses a call that follows another too closely', async () => {
    let now = Date.now();
    const own = await startSandbox({ now: () => now, callSpacingMs: 200 });
    const codes = [];
    for (const step of [0, 100, 100, 199]) {
      now += step;
      codes.push((await call(own, METHOD, { ...PARAMS, timestamp: `${now}` })).error_response?.msg);
    }
    await own.close();
    const limit = 'Api access frequency exceeds the limit. this ban will last 0 seconds';
    expect(codes).toEqual([undefined, limit, undefined, limit]);
  });
});

describe('odd answers of link.generate', () => {
  async function withChange(change: (Fault & { kind: 'links' })['change']): Promise<Entry[]> {
    sandbox.faults.add({ kind: 'links', change });
    const answer = await generate();
    expect(answer.result?.total_result_count).toBe(entries(answer).length);
    return entries(answer);
  }

  function values(found: readonly Entry[]): string[] {
    return found.map((entry) => entry.source_value);
  }

  test('an entry is missing', async () => {
    const found = await withChange('missing');
    expect(found).toHaveLength(2);
    expect(VALUES).toEqual(expect.arrayContaining(values(found)));
  });

  test('an entry has no link, with and without a message', async () => {
    expect((await withChange('without-link'))[0]).toEqual({ source_value: someText });
    expect((await withChange('with-message'))[0]).toEqual({ source_value: someText, message: someText });
  });

  test('there is an entry that nobody asked for', async () => {
    const found = await withChange('extra');
    expect(found).toHaveLength(4);
    expect(VALUES).not.toContain(found[0]?.source_value);
  });

  test('a link leads to a foreign host', async () => {
    const [first] = await withChange('foreign-host');
    expect(new URL(first?.promotion_link ?? '').hostname).toBe('s.click.aliexpress.com.example');
  });

  test('the order is that of the request, or the reverse of the usual one', async () => {
    const usual = values(entries(await generate()));
    expect(values(await withChange('request-order'))).toEqual(VALUES);
    expect(values(await withChange('reversed'))).toEqual([...usual].reverse());
  });
});
