import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CategoriesAnswer, Product, ProductsAnswer } from '../../../lib/contract/products.ts';
import type { TestApp } from '../app/test-app.ts';
import { testApp } from '../app/test-app.ts';

const MINUTE = 60_000;
const path = '/v1/products/1005006338829917';

let clock = 0;
let test: TestApp;
let token: string;

beforeEach(async () => {
  clock = 0;
  test = await testApp({ now: () => Date.now() + clock });
  token = await test.token('anna');
});

async function price(query = ''): Promise<string> {
  const response = await test.get(`${path}${query}`, token);
  return Product.parse(await response.json()).salePrice.amount;
}

describe('one product', () => {
  it('is asked for once in five minutes, for each market', async () => {
    expect([await price(), await price()]).toEqual(['1.00', '1.00']);
    expect(await price('?country=DE&currency=EUR&language=de')).toBe('2.00');
    expect(await price('?currency=EUR&language=DE&country=DE')).toBe('2.00');
    expect(test.catalogue.calls[1]?.about).toEqual({
      ids: ['1005006338829917'],
      country: 'DE',
      currency: 'EUR',
      language: 'de',
      trackingId: 'blog',
    });
  });

  it('is shown as it was for up to an hour, while it is asked for again', async () => {
    await price();
    clock = 5 * MINUTE;
    expect(await price()).toBe('1.00');
    await vi.waitFor(async () => expect(await price()).toBe('2.00'));
    clock += 66 * MINUTE;
    expect(await price()).toBe('3.00');
    expect(test.catalogue.calls).toHaveLength(3);
  });

  it('is the same under its US id', async () => {
    await price();
    expect(await (await test.get('/v1/products/3256806152515165', token)).json()).toMatchObject({
      productId: '1005006338829917',
    });
    expect(test.catalogue.calls).toHaveLength(1);
  });

  it.each([
    ['/v1/products/12', 400, 'invalid_request'],
    ['/v1/products/lamp', 400, 'invalid_request'],
    [`${path}?currency=dollars`, 400, 'invalid_request'],
    ['/v1/products?minPrice=-1', 400, 'invalid_request'],
    ['/v1/products?sort=best', 400, 'invalid_request'],
  ])('is refused at %s with %i %s', async (address, status, code) => {
    const response = await test.get(address, token);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
    expect(test.catalogue.calls).toEqual([]);
  });

  it('is refused in words when it is not in the programme, or not for this tracking id', async () => {
    test.catalogue.outside.add('1005006338829917');
    expect(await (await test.get(path, token)).json()).toMatchObject({ status: 422, code: 'not_in_programme' });
    const bounded = await test.token('ben', { trackingIds: ['video'] });
    expect(await (await test.get(`${path}?trackingId=blog`, bounded)).json()).toMatchObject({
      status: 422,
      code: 'tracking_id_rejected',
    });
  });
});

describe('a search', () => {
  it('is asked for once and answers a page', async () => {
    const search = '/v1/products?keywords=lamp&minPrice=1.5&sort=price_asc&page=2&hot=true';
    for (let n = 0; n < 2; n += 1) {
      const answer = ProductsAnswer.parse(await (await test.get(search, token)).json());
      expect(answer).toMatchObject({ page: 2, pages: 9, total: 170 });
    }
    expect(test.catalogue.calls).toEqual([
      {
        api: 'search',
        about: {
          keywords: 'lamp',
          minPrice: 1.5,
          sort: 'price_asc',
          page: 2,
          pageSize: 20,
          hot: true,
          currency: 'USD',
          language: 'EN',
          trackingId: 'blog',
        },
      },
    ]);
  });
});

describe('categories', () => {
  it('are asked for once a day', async () => {
    for (let n = 0; n < 3; n += 1) CategoriesAnswer.parse(await (await test.get('/v1/categories', token)).json());
    expect(test.catalogue.calls).toHaveLength(1);
  });
});
