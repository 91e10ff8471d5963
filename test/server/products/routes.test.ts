import { describe, expect, it, onTestFinished } from 'vitest';
import { Problem } from '../../../lib/contract/problem.ts';
import { CategoriesAnswer, Product, ProductsAnswer } from '../../../lib/contract/products.ts';
import type { Sandbox, SandboxOptions } from '../../../server/sandbox/index.ts';
import { startSandbox } from '../../../server/sandbox/index.ts';
import { replyOf, startStub } from '../aliexpress/stub.ts';
import type { RunningBackend } from '../oauth/backend.ts';
import { backendOn } from '../oauth/backend.ts';

const ID = '1005006338829917';
const DETAIL = 'aliexpress.affiliate.productdetail.get';

async function stage(options?: SandboxOptions): Promise<{ sandbox: Sandbox; backend: RunningBackend }> {
  const sandbox = await startSandbox(options);
  onTestFinished(sandbox.close);
  return { sandbox, backend: await backendOn(sandbox.origin) };
}

function detailCalls({ calls }: Sandbox) {
  return calls.filter(({ method }) => method === DETAIL).map(({ params }) => params);
}

describe('GET /v1/products/:productId', () => {
  it('says what AliExpress says about a product', async () => {
    const { backend } = await stage();
    const response = await backend.get(`/v1/products/${ID}`);
    expect(response.status).toBe(200);
    expect(Product.parse(await response.json())).toMatchObject({
      productId: ID,
      url: `https://www.aliexpress.com/item/${ID}.html`,
      salePrice: { currency: 'USD' },
      sandbox: false,
    });
  });

  it('asks for the market of the request, and for the US id under the global one', async () => {
    const { sandbox, backend } = await stage();
    const us = String(BigInt(ID) + 2n ** 51n);
    const response = await backend.get(`/v1/products/${us}?country=DE&currency=EUR&language=de&trackingId=video`);
    expect(Product.parse(await response.json())).toMatchObject({ productId: ID, salePrice: { currency: 'EUR' } });
    expect(detailCalls(sandbox)).toMatchObject([
      { product_ids: ID, country: 'DE', target_currency: 'EUR', target_language: 'DE', tracking_id: 'video' },
    ]);
  });

  it('asks for one product once, and for many in one call', async () => {
    const { sandbox, backend } = await stage();
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => backend.get(`/v1/products/${BigInt(ID) + BigInt(index % 5)}`)),
    );
    await backend.get(`/v1/products/${ID}`);
    const asked = detailCalls(sandbox).flatMap(({ product_ids: ids }) => ids?.split(',') ?? []);
    expect(asked).toHaveLength(5);
    expect(detailCalls(sandbox).length).toBeLessThan(5);
  });

  it.each(['4040', '4041'])(
    'answers not_in_programme for a product that AliExpress is silent about (…%s)',
    async (end) => {
      const { backend } = await stage();
      const response = await backend.get(`/v1/products/100500633882${end}`);
      expect(response.status).toBe(422);
      expect(Problem.parse(await response.json())).toMatchObject({ code: 'not_in_programme' });
    },
  );

  it('lets an access use its own tracking ids only, the first by default', async () => {
    const { sandbox, backend } = await stage();
    expect((await backend.get(`/v1/products/${ID}`, { trackingIds: ['video'] })).status).toBe(200);
    expect(detailCalls(sandbox)).toMatchObject([{ tracking_id: 'video' }]);
    const refused = await backend.get(`/v1/products/${ID}?trackingId=blog`, { trackingIds: ['video'] });
    expect(refused.status).toBe(422);
    expect(Problem.parse(await refused.json())).toMatchObject({ code: 'tracking_id_rejected' });
    expect(detailCalls(sandbox)).toHaveLength(1);
  });

  it.each([
    ['/v1/products/12ab', 400, 'invalid_request'],
    [`/v1/products/${ID}?currency=dollars`, 400, 'invalid_request'],
    [`/v1/products/${ID}?country=usa`, 400, 'invalid_request'],
  ])('refuses %s', async (path, status, code) => {
    const { sandbox, backend } = await stage();
    const response = await backend.get(path);
    expect({ status: response.status, code: Problem.parse(await response.json()).code }).toEqual({ status, code });
    expect(detailCalls(sandbox)).toEqual([]);
  });

  it('keeps ids beyond 2^53 exact on their way from the reply of the gateway to the answer', async () => {
    const [product, shop, category] = ['9007199254740993', '9223372036854775807', '9007199254740995'];
    const text = JSON.stringify(
      replyOf(DETAIL, {
        products: {
          product: [
            {
              product_id: '#1',
              product_title: 'Lamp',
              target_sale_price: '15.68',
              target_sale_price_currency: 'USD',
              commission_rate: '7.0%',
              shop_id: '#2',
              shop_name: 'Shop',
              second_level_category_id: '#3',
              second_level_category_name: 'Lamps',
            },
          ],
        },
      }).json,
    );
    const numbers = text
      .replace('"#1"', product ?? '')
      .replace('"#2"', shop ?? '')
      .replace('"#3"', category ?? '');
    const stub = await startStub({ text: numbers });
    const answer = await (await (await backendOn(stub.origin)).get(`/v1/products/${product}`)).text();
    expect(stub.received[0]?.form.product_ids).toBe(product);
    expect(Product.parse(JSON.parse(answer))).toMatchObject({
      productId: product,
      url: `https://www.aliexpress.com/item/${product}.html`,
      shop: { id: shop },
      category: { id: category },
    });
  });
});

describe('GET /v1/products', () => {
  it('searches, with prices as a person says them', async () => {
    const { sandbox, backend } = await stage();
    const path = '/v1/products?minPrice=5&maxPrice=40.5&sort=price_asc&pageSize=10&page=2';
    const answer = ProductsAnswer.parse(await (await backend.get(path)).json());
    expect(answer).toMatchObject({ page: 2 });
    expect(answer.products.length).toBeGreaterThan(0);
    const prices = answer.products.map(({ salePrice }) => Number(salePrice.amount));
    expect(prices).toEqual(prices.toSorted((a, b) => a - b));
    expect(sandbox.calls.at(-1)).toMatchObject({
      method: 'aliexpress.affiliate.product.query',
      params: { min_sale_price: '500', max_sale_price: '4050', sort: 'SALE_PRICE_ASC', page_no: '2', page_size: '10' },
    });
  });

  it('asks for the same page once', async () => {
    const { sandbox, backend } = await stage();
    const pages = [backend.get('/v1/products?keywords=lamp'), backend.get('/v1/products?keywords=lamp')];
    const [first, second] = await Promise.all((await Promise.all(pages)).map((response) => response.json()));
    expect(first).toEqual(second);
    expect(sandbox.calls).toHaveLength(1);
  });

  it('answers an empty page when nothing is found', async () => {
    const { backend } = await stage();
    const answer = await (await backend.get('/v1/products?keywords=nothingiscalledthis')).json();
    expect(ProductsAnswer.parse(answer)).toEqual({ products: [], page: 1, pages: 0, total: 0 });
  });

  it('searches the hot products, and names the package where it is missing', async () => {
    const { sandbox, backend } = await stage();
    expect((await backend.get('/v1/products?hot=true')).status).toBe(200);
    expect(sandbox.calls.at(-1)?.method).toBe('aliexpress.affiliate.hotproduct.query');
    const poor = await stage({ packages: ['standard'] });
    const refused = await poor.backend.get('/v1/products?hot=true');
    expect(refused.status).toBe(502);
    expect(Problem.parse(await refused.json())).toMatchObject({
      code: 'permission_missing',
      hint: expect.stringContaining('Advanced'),
    });
  });

  it.each(['minPrice=9&maxPrice=8', 'pageSize=51', 'page=0', 'sort=best', 'hot=perhaps'])(
    'refuses %s',
    async (query) => {
      const { sandbox, backend } = await stage();
      const response = await backend.get(`/v1/products?${query}`);
      expect(response.status).toBe(400);
      expect(Problem.parse(await response.json())).toMatchObject({ code: 'invalid_request' });
      expect(sandbox.calls).toEqual([]);
    },
  );
});

describe('GET /v1/categories', () => {
  it('lists the categories, asked for once', async () => {
    const { sandbox, backend } = await stage();
    const { categories } = CategoriesAnswer.parse(await (await backend.get('/v1/categories')).json());
    expect(categories.some(({ parentId }) => parentId === undefined)).toBe(true);
    expect(categories.some(({ parentId }) => categories.some(({ id }) => id === parentId))).toBe(true);
    await backend.get('/v1/categories');
    expect(sandbox.calls).toHaveLength(1);
  });
});
