import { describe, expect, it } from 'vitest';
import { Product } from '../../../lib/contract/products.ts';
import { readProduct } from '../../../server/aliexpress/product-entry.ts';
import { getProducts } from '../../../server/aliexpress/products.ts';
import { productEntry } from './entries.ts';
import { gatewayTo, replyOf, startStub } from './stub.ts';

const API = 'aliexpress.affiliate.productdetail.get';
const market = { currency: 'USD', language: 'en', trackingId: 'blog', country: 'DE' };
const now = () => Date.parse('2026-11-22T10:00:00Z');
const given = { fetchedAt: '2026-11-22T10:00:00.000Z', sandbox: false };

describe('a product', () => {
  it('is converted to the contract at the border', () => {
    const read = readProduct(productEntry, given);
    expect(read).toEqual({
      ok: true,
      product: {
        productId: '1005006338829917',
        title: 'USB cable',
        url: 'https://www.aliexpress.com/item/1005006338829917.html',
        imageUrl: 'https://ae01.alicdn.com/kf/main.jpg',
        imageUrls: ['https://ae01.alicdn.com/kf/1.jpg', 'https://ae01.alicdn.com/kf/2.jpg'],
        salePrice: { amount: '15.68', currency: 'USD' },
        originalPrice: { amount: '31.36', currency: 'USD' },
        discountPercent: 50,
        ratingPercent: 93.9,
        ordersLast30Days: 10235,
        commission: { ratePercent: 7, hotRatePercent: 9, estimate: { amount: '1.10', currency: 'USD' } },
        shop: { id: '1101234567', name: 'Cable Store', url: 'https://www.aliexpress.com/store/1101234567' },
        category: { id: '200003782', name: 'Cables' },
        ...given,
      },
    });
    expect(read.ok && Product.safeParse(read.product).success).toBe(true);
  });

  it('gets along with everything that may be missing', () => {
    const { product_id, product_title, sale_price, sale_price_currency } = productEntry;
    const read = readProduct({ product_id, product_title, sale_price, sale_price_currency, evaluate_rate: '' }, given);
    expect(read).toMatchObject({
      ok: true,
      product: {
        salePrice: { amount: '33.81', currency: 'CNY' },
        originalPrice: { amount: '33.81', currency: 'CNY' },
        discountPercent: 0,
        ratingPercent: null,
        ordersLast30Days: null,
        commission: { ratePercent: 0, hotRatePercent: null, estimate: { amount: '0.00' } },
        shop: null,
        category: null,
        imageUrl: '',
        imageUrls: [],
      },
    });
  });

  it('names the place that cannot be read', () => {
    expect(readProduct({ ...productEntry, product_title: 5 }, given)).toEqual({
      ok: false,
      productId: '1005006338829917',
      place: 'product.product_title: expected string',
    });
    expect(readProduct({ product_id: 1, product_title: 'x' }, given)).toMatchObject({ ok: false, productId: '1' });
  });

  it('computes the discount where AliExpress does not say it', () => {
    expect(readProduct({ ...productEntry, discount: undefined }, given)).toMatchObject({
      product: { discountPercent: 50 },
    });
  });
});

describe('getProducts', () => {
  it('asks for all ids in one call and answers each, in whatever order they come', async () => {
    const other = { ...productEntry, product_id: 1005001111111111, target_sale_price: 'broken', sale_price: null };
    const result = { products: { product: [other, productEntry] }, current_record_count: 2 };
    const { origin, received } = await startStub(replyOf(API, result));
    const ids = ['1005006338829917', '1005001111111111', '1005002222222222'];
    const outcome = await getProducts(gatewayTo(origin, { now, sandbox: true }).gateway, { ids, ...market });
    const products = outcome.ok ? outcome.value : new Map();
    expect(received).toHaveLength(1);
    expect(received[0]?.form).toMatchObject({
      product_ids: ids.join(','),
      country: 'DE',
      target_currency: 'USD',
      target_language: 'EN',
      tracking_id: 'blog',
    });
    expect(products.get(ids[0])).toMatchObject({
      ok: true,
      value: { productId: ids[0], sandbox: true, fetchedAt: '2026-11-22T10:00:00.000Z' },
    });
    expect(products.get(ids[1])).toMatchObject({ ok: true, value: { salePrice: { amount: '15.60' } } });
    expect(products.get(ids[2])).toMatchObject({ ok: false, failure: { code: 'not_in_programme' } });
  });

  it('fails for the unreadable entry alone', async () => {
    const broken = { product_id: '1005001111111111', product_title: 'no price' };
    const { origin } = await startStub(replyOf(API, { products: [broken, productEntry] }));
    const ids = ['1005001111111111', '1005006338829917'];
    const outcome = await getProducts(gatewayTo(origin).gateway, { ids, ...market });
    expect(outcome.ok && outcome.value.get(ids[0] ?? '')).toMatchObject({ failure: { code: 'gateway_unreadable' } });
    expect(outcome.ok && outcome.value.get(ids[1] ?? '')).toMatchObject({ ok: true });
  });

  it('says not_in_programme for all when the result is empty', async () => {
    const { origin } = await startStub(replyOf(API, undefined, 405));
    const outcome = await getProducts(gatewayTo(origin).gateway, { ids: ['1005001111111111'], ...market });
    expect(outcome.ok && outcome.value.get('1005001111111111')).toMatchObject({
      failure: { code: 'not_in_programme' },
    });
  });
});
