import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../../../lib/contract/problem.ts';
import type { ProductResult } from '../../../lib/contract/products.ts';
import { MAX_LOOKUP, ProductLookupAnswer } from '../../../lib/contract/products.ts';
import type { Sandbox } from '../../../server/sandbox/index.ts';
import { startSandbox } from '../../../server/sandbox/index.ts';
import { liveBackend } from '../app/live-backend.ts';
import type { TestApp } from '../app/test-app.ts';
import { testApp } from '../app/test-app.ts';

const LAMP = '1005006338829917';
const LAMP_IN_THE_US = String(BigInt(LAMP) + 2n ** 51n);
const CHAIR = '32962426410';

let test: TestApp;
let token: string;

beforeEach(async () => {
  test = await testApp();
  token = await test.token('anna');
});

async function lookUp(body: object): Promise<ProductResult[]> {
  const response = await test.post('/v1/products', body, token);
  expect(response.status).toBe(200);
  return ProductLookupAnswer.parse(await response.json()).products;
}

describe('POST /v1/products', () => {
  it('answers in the order of the request, with one call for all that is not known', async () => {
    test.catalogue.outside.add(CHAIR);
    const results = await lookUp({ productIds: [CHAIR, LAMP, LAMP_IN_THE_US, LAMP], country: 'DE', currency: 'EUR' });
    expect(results).toMatchObject([
      { ok: false, input: CHAIR, code: 'not_in_programme', retryable: false },
      { ok: true, input: LAMP, product: { productId: LAMP, salePrice: { currency: 'EUR' } } },
      { ok: true, input: LAMP_IN_THE_US, product: { productId: LAMP } },
      { ok: true, input: LAMP, product: { productId: LAMP } },
    ]);
    expect(test.catalogue.calls.map(({ about }) => about)).toEqual([
      { ids: [CHAIR, LAMP], country: 'DE', currency: 'EUR', language: 'EN', trackingId: 'blog' },
    ]);
  });

  it('shares what is remembered with the route for one product, each way', async () => {
    await test.get(`/v1/products/${LAMP}`, token);
    expect(await lookUp({ productIds: [LAMP, CHAIR] })).toMatchObject([{ ok: true }, { ok: true }]);
    await test.get(`/v1/products/${CHAIR}`, token);
    expect(test.catalogue.calls.map(({ about }) => (about as { ids: string[] }).ids)).toEqual([[LAMP], [CHAIR]]);
  });

  it.each(['', 'lamp', '12', '1'.repeat(20), ` ${LAMP}`, `${LAMP}' --`, '../links'])(
    'answers for the id %j alone that it is none',
    async (wrong) => {
      expect(await lookUp({ productIds: [wrong, LAMP] })).toMatchObject([
        { ok: false, input: wrong, code: 'not_a_product' },
        { ok: true, input: LAMP },
      ]);
      expect(test.catalogue.calls).toMatchObject([{ about: { ids: [LAMP] } }]);
    },
  );

  it.each<[what: string, body: unknown, words: RegExp]>([
    ['no ids', { productIds: [] }, /^productIds: .*1 /],
    ['too many ids', { productIds: Array(MAX_LOOKUP + 1).fill(LAMP) }, /^productIds: .*500 /],
    ['an id that is a number', { productIds: [LAMP, 7] }, /^productIds\.1: .*string/],
    ['a currency in words', { productIds: [LAMP], currency: 'dollars' }, /^currency: /],
    ['a tracking id with a space', { productIds: [LAMP], trackingId: 'a b' }, /^trackingId: /],
  ])('refuses %s as a whole and names the field', async (_, body, words) => {
    const response = await test.post('/v1/products', body, token);
    expect(response.status).toBe(400);
    expect(Problem.parse(await response.json())).toMatchObject({
      code: 'invalid_request',
      detail: expect.stringMatching(words),
    });
    expect(test.catalogue.calls).toEqual([]);
  });

  it('lets an access use its own tracking ids only, and names the one that it may not', async () => {
    const bounded = await test.token('ben', { trackingIds: ['video'] });
    expect((await test.post('/v1/products', { productIds: [LAMP] }, bounded)).status).toBe(200);
    expect(test.catalogue.calls).toMatchObject([{ about: { trackingId: 'video' } }]);
    const refused = await test.post('/v1/products', { productIds: [LAMP], trackingId: 'blog' }, bounded);
    expect(refused.status).toBe(422);
    expect(Problem.parse(await refused.json())).toMatchObject({
      code: 'tracking_id_rejected',
      detail: 'This access may not use tracking id blog.',
    });
  });

  it('stands behind the same guards as every route', async () => {
    const body = { productIds: [LAMP] };
    const statuses = [
      await test.post('/v1/products', body),
      await test.post('/v1/products', body, token, { Origin: 'https://www.aliexpress.com' }),
      await test.post('/v1/products', body, token, { 'Content-Type': 'text/plain' }),
      await test.post('/v1/products', { ...body, note: 'x'.repeat(64 * 1024) }, token),
    ].map(({ status }) => status);
    expect(statuses).toEqual([401, 403, 415, 413]);
    expect(test.catalogue.calls).toEqual([]);
  });

  it('takes the longest list of the longest ids within the body limit', async () => {
    expect(await lookUp({ productIds: Array(MAX_LOOKUP).fill('9'.repeat(19)) })).toHaveLength(MAX_LOOKUP);
  });

  it('is in /openapi.json with its request and its answer', async () => {
    const document = (await (await test.get('/openapi.json', token)).json()) as {
      paths: Record<string, { post?: { requestBody?: object; responses?: object } }>;
    };
    const route = document.paths['/v1/products']?.post;
    expect(JSON.stringify(route?.requestBody)).toContain('"productIds":{"minItems":1,"maxItems":500');
    expect(JSON.stringify(route?.responses)).toContain('"products"');
    expect(JSON.stringify(route?.responses)).toContain('"retryAt"');
  });
});

describe('500 products with their links', () => {
  let sandbox: Sandbox;

  beforeEach(async () => {
    sandbox = await startSandbox();
  });
  afterEach(() => sandbox.close());

  it.each([500, 50])('cost ten calls for the facts and ten for the links, asked for %i at a time', async (step) => {
    const live = await liveBackend(sandbox);
    const ids = Array.from({ length: 500 }, (_, n) => String(1005004400000000 + n));
    for (let at = 0; at < ids.length; at += step) {
      const productIds = ids.slice(at, at + step);
      const urls = productIds.map((id) => `https://www.aliexpress.com/item/${id}.html`);
      const [facts, links] = await Promise.all([live.post('/v1/products', { productIds }), live.links(urls)]);
      expect(ProductLookupAnswer.parse(await facts.json()).products.map(({ input }) => input)).toEqual(productIds);
      expect(links).toHaveLength(step);
    }
    const calls = (method: string) => sandbox.calls.filter((call) => call.method?.endsWith(method)).length;
    expect([calls('productdetail.get'), calls('link.generate')]).toEqual([10, 10]);
    await live.backend.close();
  });
});
