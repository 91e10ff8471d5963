import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../../server/sandbox/index.ts';
import { startSandbox } from '../../../server/sandbox/index.ts';
import type { Json, Params } from './call.ts';
import { call } from './call.ts';
import { objectWith, someNumber, someText, textLike, textWith } from './matchers.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const METHOD = 'aliexpress.affiliate.link.generate';
const FIRST = 'https://www.aliexpress.com/item/1005006338829917.html';

function address(id: number | string): string {
  return `https://www.aliexpress.com/item/${id}.html`;
}

async function generate(values: readonly string[], extra: Params = {}): Promise<Json> {
  const params = { promotion_link_type: '0', source_values: values.join(','), tracking_id: 'blog', ...extra };
  const answer = await call(sandbox, METHOD, params);
  return answer.aliexpress_affiliate_link_generate_response ?? answer;
}

interface Entry {
  readonly promotion_link?: string;
  readonly source_value: string;
}

function entries(answer: Json): Entry[] {
  return answer.resp_result?.result?.promotion_links?.promotion_link as unknown as Entry[];
}

describe('the answer', () => {
  test('has the full form: wrapper, wrapped list, numbers', async () => {
    expect(await generate([FIRST])).toEqual({
      resp_result: {
        resp_code: 200,
        resp_msg: 'Call succeeds',
        result: {
          total_result_count: 1,
          tracking_id: 'blog',
          promotion_links: {
            promotion_link: [
              {
                promotion_link: textLike(/^https:\/\/s\.click\.aliexpress\.com\/e\/_sandbox[A-Za-z0-9]{8}$/),
                source_value: FIRST,
              },
            ],
          },
        },
      },
      request_id: someText,
      _trace_id_: someText,
    });
  });

  const simplified = {
    resp_result: {
      resp_code: '200',
      resp_msg: 'success',
      result: {
        total_result_count: '1',
        tracking_id: 'blog',
        promotion_links: [{ promotion_link: someText, source_value: FIRST }],
      },
    },
    request_id: someText,
    _trace_id_: someText,
  };
  const params = {
    promotion_link_type: '0',
    source_values: FIRST,
    tracking_id: 'blog',
    simplify: 'true',
    format: 'json',
  };

  test('has the simplified form when asked: flat list, strings, a top-level code', async () => {
    expect(await call(sandbox, METHOD, params)).toEqual({
      aliexpress_affiliate_link_generate_response: simplified,
      code: '0',
    });
  });

  test('keeps the full form for simplify without a format', async () => {
    const answer = await generate([FIRST], { simplify: 'true' });
    expect(entries(answer)).toHaveLength(1);
    expect(answer.resp_result?.resp_code).toBe(200);
  });

  test('can drop the wrapper of the simplified form, as in the samples of the documents', async () => {
    const own = await startSandbox({ simplified: 'streamlined' });
    const answer = await call(own, METHOD, params);
    await own.close();
    expect(answer).toEqual({ ...simplified, code: '0' });
  });

  test('gives a new short key at each call', async () => {
    const links = await Promise.all([generate([FIRST]), generate([FIRST]), generate([FIRST])]);
    expect(new Set(links.map((answer) => entries(answer)[0]?.promotion_link)).size).toBe(3);
  });

  test.each([2, 3, 7, 50])('never keeps the order of a request of %i', async (count) => {
    const values = Array.from({ length: count }, (_, index) => address(1005006000000000 + index));
    const forwards = entries(await generate(values)).map((entry) => entry.source_value);
    expect(forwards).not.toEqual(values);
    expect([...forwards].sort()).toEqual(values);
    expect(entries(await generate(forwards)).map((entry) => entry.source_value)).not.toEqual(forwards);
  });

  test('repeats keys for the same seed only', async () => {
    const links = [];
    for (const seed of ['one', 'one', 'two']) {
      const other = await startSandbox({ seed });
      const params = { promotion_link_type: '2', source_values: FIRST, tracking_id: 'video' };
      const answer = await call(other, METHOD, params);
      links.push(entries(answer.aliexpress_affiliate_link_generate_response ?? {})[0]?.promotion_link);
      await other.close();
    }
    expect(links[0]).toBe(links[1]);
    expect(links[0]).not.toBe(links[2]);
  });
});

describe('what is not simply linked', () => {
  test('a product that ends in 4040 has an entry without a link', async () => {
    expect(entries(await generate([address('1005000000004040')]))).toEqual([
      { source_value: address('1005000000004040') },
    ]);
  });

  test('a product that ends in 4041 has no entry; alone it is an empty result', async () => {
    expect(entries(await generate([address('1005000000004041'), FIRST]))).toHaveLength(1);
    expect((await generate([address('1005000000004041')])).resp_result).toEqual({
      resp_code: 405,
      resp_msg: 'The result is empty',
    });
  });

  test('a product that ends in 4042 comes back under another host and with spm', async () => {
    const [entry] = entries(await generate([address('1005000000004042')]));
    expect(entry).toEqual({
      promotion_link: textWith('/e/_sandbox'),
      source_value: 'https://he.aliexpress.com/item/1005000000004042.html?spm=a2g0o.sandbox.0.0',
    });
  });

  test.each([
    'https://example.com/item/1005006338829917.html',
    'https://s.click.aliexpress.com/e/_c4NPFqKp',
    'nonsense',
  ])('%s has an entry without a link', async (value) => {
    expect(entries(await generate([value]))).toEqual([{ source_value: value }]);
  });

  test.each([
    'https://www.aliexpress.com/',
    'https://www.aliexpress.com/store/912345',
    'https://a.aliexpress.com/_mKx3Yz',
  ])('%s is linked', async (value) => {
    expect(entries(await generate([value]))[0]?.promotion_link).toContain('/e/_sandbox');
  });
});

describe('what is refused', () => {
  test('an unknown tracking id is resp_code 402, without a result', async () => {
    expect((await generate([FIRST], { tracking_id: 'somebody' })).resp_result).toEqual({
      resp_code: 402,
      resp_msg: 'TrackingId input parameter error',
    });
  });

  test.each(['promotion_link_type', 'source_values', 'tracking_id'])('a missing %s is named', async (name) => {
    const { error_response } = await generate([FIRST], { [name]: '' });
    expect(error_response).toMatchObject({ code: 'MissingParameter', msg: textWith(`"${name}"`) });
  });

  test.each([
    ['promotion_link_type', { promotion_link_type: 'product' }],
    ['source_values', { source_values: Array.from({ length: 51 }, (_, index) => address(index)).join(',') }],
    ['ship_to_country', { ship_to_country: 'Spain' }],
  ])('a wrong %s is named', async (name, extra) => {
    const { error_response } = await generate([FIRST], extra);
    expect(error_response).toMatchObject({ code: 'InvalidParameter', msg: textWith(`"${name}"`) });
  });
});

test('records what it received, without signature and secrets', async () => {
  const own = await startSandbox({ now: () => Date.now() });
  await call(own, METHOD, { source_values: FIRST, access_token: 'canary-token', session: 'canary-session' });
  await own.close();
  expect(own.calls).toEqual([
    {
      at: someNumber,
      httpMethod: 'POST',
      path: '/sync',
      method: METHOD,
      params: objectWith({ source_values: FIRST, app_key: '500000' }),
      withheld: ['access_token', 'session', 'sign'],
    },
  ]);
  expect(JSON.stringify(own.calls)).not.toMatch(/canary|sandbox-secret/);
});

test('takes other credentials, tracking ids and clock', async () => {
  const at = Date.UTC(2026, 0, 1);
  const own = await startSandbox({
    credentials: { appKey: '7', appSecret: 's' },
    trackingIds: ['mine'],
    now: () => at,
  });
  const refusal = await call(own, METHOD, {});
  await own.close();
  expect(refusal.error_response?.code).toBe('InvalidAppKey');
  expect(own.calls[0]?.at).toBe(at);
});
