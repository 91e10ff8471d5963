import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SHELF_IDS } from '../../../server/sandbox/catalogue.ts';
import type { Sandbox } from '../../../server/sandbox/index.ts';
import { startSandbox } from '../../../server/sandbox/index.ts';
import type { Json, Params } from './call.ts';
import { call, parse, post, signed } from './call.ts';
import { someNumber, someText, textLike } from './matchers.ts';

const NOON = Date.UTC(2026, 4, 1, 12);
let now = NOON;
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ now: () => now });
});
afterAll(() => sandbox.close());

const ID = '1005006338829917';
const DETAIL = 'aliexpress.affiliate.productdetail.get';
const QUERY = 'aliexpress.affiliate.product.query';

async function ask(method: string, params: Params): Promise<Json> {
  const answer = await call(sandbox, method, { timestamp: `${now}`, ...params });
  return answer[`${method.replaceAll('.', '_')}_response`] ?? answer;
}

async function result(method: string, params: Params): Promise<Json> {
  return (await ask(method, params)).resp_result?.result ?? {};
}

interface Row {
  readonly product_id: number;
  readonly product_title: string;
  readonly target_sale_price: string;
  readonly lastest_volume: number;
  readonly hot_product_commission_rate: string;
  readonly first_level_category_id: number;
  readonly promotion_link?: string;
}

function rows(found: Json): Row[] {
  return (found.products?.product ?? []) as unknown as Row[];
}

const simplified = { simplify: 'true', format: 'json' };
const percentText = textLike(/^\d+\.\d%$/);
const priceText = textLike(/^\d+\.\d\d$/);

describe('productdetail.get', () => {
  test('has every field with the type that the live gateway gives it', async () => {
    const found = await result(DETAIL, { product_ids: ID, target_currency: 'EUR', tracking_id: 'blog' });
    expect(found.current_record_count).toBe(1);
    expect(found.products?.product?.[0]).toMatchObject({
      product_id: Number(ID),
      product_title: someText,
      product_detail_url: textLike(/^https:\/\/www\.aliexpress\.com\/item\/1005006338829917\.html\?/),
      product_main_image_url: textLike(/^https:\/\/ae01\.alicdn\.com\/kf\//),
      product_small_image_urls: { string: expect.arrayContaining([someText]) as unknown },
      product_video_url: textLike(/^$|\.mp4$/),
      app_sale_price: priceText,
      original_price: priceText,
      sale_price: priceText,
      sale_price_currency: textLike(/^(CNY|USD)$/),
      target_app_sale_price: priceText,
      target_original_price: priceText,
      target_sale_price: priceText,
      target_sale_price_currency: 'EUR',
      discount: textLike(/^\d+%$/),
      evaluate_rate: textLike(/^$|^\d+\.\d%$/),
      commission_rate: percentText,
      hot_product_commission_rate: percentText,
      relevant_market_commission_rate: percentText,
      lastest_volume: someNumber,
      tax_rate: '0.00',
      first_level_category_id: someNumber,
      second_level_category_name: someText,
      shop_id: someNumber,
      shop_url: textLike(/^https:\/\/www\.aliexpress\.com\/store\/\d+$/),
      sku_id: someNumber,
      promotion_link: textLike(/^https:\/\/s\.click\.aliexpress\.com\/s\/sandbox.{1000,}/),
      platform_product_type: textLike(/^(ALL|PLAZA|TMALL)$/),
      ship_to_days: textLike(/^\d+$/),
    });
  });

  test('writes ids beyond 2^53 digit by digit', async () => {
    const id = '9007199254740993';
    const text = await post(`${sandbox.origin}/sync`, signed({ method: DETAIL, product_ids: id, timestamp: `${now}` }));
    expect(text).toContain(`"product_id":${id},`);
    const sku = /"sku_id":(\d+),/.exec(text)?.[1] ?? '';
    expect(BigInt(sku)).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER));
    expect(parse(text)).toHaveProperty('aliexpress_affiliate_productdetail_get_response');
  });

  test('gives the same product at each call, in the language and currency asked', async () => {
    const first = await result(DETAIL, { product_ids: ID });
    expect(await result(DETAIL, { product_ids: ID })).toEqual(first);
    const other = await result(DETAIL, { product_ids: ID, target_currency: 'JPY', target_language: 'es' });
    expect(rows(other)[0]?.product_title).toBe(`${rows(first)[0]?.product_title} [ES]`);
    expect(rows(other)[0]?.target_sale_price).toMatch(/^\d+$/);
  });

  test('leaves out products outside the programme; nothing left is resp_code 405', async () => {
    const found = await result(DETAIL, { product_ids: `1005000000004040,${ID},1005000000004041` });
    expect(rows(found).map((row) => row.product_id)).toEqual([Number(ID)]);
    expect((await ask(DETAIL, { product_ids: '1005000000004040' })).resp_result?.resp_code).toBe(405);
  });

  test('takes 50 ids and refuses 51', async () => {
    expect(rows(await result(DETAIL, { product_ids: SHELF_IDS.slice(0, 50).join(',') }))).toHaveLength(50);
    const { error_response } = await ask(DETAIL, { product_ids: SHELF_IDS.slice(0, 51).join(',') });
    expect(error_response?.code).toBe('InvalidParameter');
  });

  test('is flat with counts as strings when simplified', async () => {
    const answer = await call(sandbox, DETAIL, { product_ids: ID, ...simplified, timestamp: `${now}` });
    const found = answer.aliexpress_affiliate_productdetail_get_response?.resp_result?.result;
    expect(found?.current_record_count).toBe('1');
    expect(found?.products?.[0]?.product_id).toBe(Number(ID));
    expect(Array.isArray(found?.products?.[0]?.product_small_image_urls)).toBe(true);
  });

  test('has a lower price on one day of the week, and each minute for an id that ends in 4050', async () => {
    const prices = [];
    for (const day of [0, 1, 2, 3, 4, 5, 6]) prices.push(await priceAt(NOON + day * 86_400_000, ID));
    now = NOON;
    expect(Math.min(...prices) / Math.max(...prices)).toBeLessThan(0.76);
    const even = await priceAt(NOON, '1005000000004050');
    const odd = await priceAt(NOON + 60_000, '1005000000004050');
    now = NOON;
    expect(odd / even).toBeCloseTo(0.5, 1);
  });

  async function priceAt(at: number, id: string): Promise<number> {
    now = at;
    return Number(rows(await result(DETAIL, { product_ids: id }))[0]?.target_sale_price);
  }
});

describe('product lists', () => {
  test('the shelf has no product twice', () => {
    expect(new Set(SHELF_IDS).size).toBe(SHELF_IDS.length);
  });

  test('pages are short before the end; is_finished and the total say where it is', async () => {
    const seen = new Set<number>();
    let page: Json = {};
    let number = 0;
    do {
      number += 1;
      page = await result(QUERY, { page_no: `${number}`, page_size: '50' });
      expect(rows(page).length).toBeLessThanOrEqual(50);
      for (const row of rows(page)) seen.add(row.product_id);
    } while (!page.is_finished && number < 100);
    expect(page.total_record_count).toBe(SHELF_IDS.length);
    expect(number).toBe(SHELF_IDS.length / 50);
    expect(seen.size).toBeLessThan(SHELF_IDS.length);
    expect((await ask(QUERY, { page_no: '99' })).resp_result?.resp_code).toBe(405);
  });

  test('keywords, category and price narrow them', async () => {
    const cables = rows(await result(QUERY, { keywords: 'cable', page_size: '10' }));
    expect(cables.length).toBeGreaterThan(0);
    expect(cables.every((row) => /cable/i.test(row.product_title) || row.first_level_category_id === 509)).toBe(true);
    const priced = rows(await result(QUERY, { category_ids: '18', min_sale_price: '1000', max_sale_price: '3000' }));
    expect(priced.length).toBeGreaterThan(0);
    for (const row of priced) {
      expect(row.first_level_category_id).toBe(18);
      expect(Number(row.target_sale_price)).toBeGreaterThanOrEqual(10);
      expect(Number(row.target_sale_price)).toBeLessThanOrEqual(30);
    }
    expect((await ask(QUERY, { keywords: 'zeppelin' })).resp_result?.resp_code).toBe(405);
  });

  test.each([
    ['SALE_PRICE_ASC', (row: Row) => Number(row.target_sale_price), 1],
    ['SALE_PRICE_DESC', (row: Row) => Number(row.target_sale_price), -1],
    ['LAST_VOLUME_DESC', (row: Row) => row.lastest_volume, -1],
  ] as const)('are sorted by %s', async (sort, value, direction) => {
    const values = rows(await result(QUERY, { sort, page_size: '50' })).map(value);
    expect(values).toEqual([...values].sort((left, right) => (left - right) * direction));
  });

  test('a foreign tracking id makes an empty list, not an error', async () => {
    const answer = await ask(QUERY, { tracking_id: 'somebody' });
    expect(answer.resp_result).toMatchObject({
      resp_code: 200,
      result: { total_record_count: 0, products: { product: [] } },
    });
  });

  test('hot products have a hot commission', async () => {
    const queried = rows(await result('aliexpress.affiliate.hotproduct.query', {}));
    const downloaded = rows(await result('aliexpress.affiliate.hotproduct.download', { category_id: '44' }));
    expect(queried.length).toBeGreaterThan(0);
    expect(downloaded.length).toBeGreaterThan(0);
    for (const row of [...queried, ...downloaded]) expect(row.hot_product_commission_rate).not.toBe('0.0%');
  });

  test('smartmatch recommends by product, by keywords or by device', async () => {
    const method = 'aliexpress.affiliate.product.smartmatch';
    const asked: Params[] = [{ product_id: ID }, { keywords: 'lamp' }, { device_id: 'a1' }];
    for (const params of asked) {
      expect(rows(await result(method, params)).length).toBeGreaterThan(0);
    }
    expect((await ask(method, {})).error_response?.msg).toContain('"device_id"');
  });

  test('promotions are listed, and each has the products it announces', async () => {
    const promos = await result('aliexpress.affiliate.featuredpromo.get', {});
    const { promo_name, product_num } = (promos.promos?.promo?.[0] ?? {}) as unknown as Record<string, string | number>;
    const found = await result('aliexpress.affiliate.featuredpromo.products.get', {
      promotion_name: `${promo_name}`,
      sort: 'discountDesc',
    });
    expect(found.total_record_count).toBe(product_num);
  });

  test('categories are a tree of two levels', async () => {
    const found = await result('aliexpress.affiliate.category.get', {});
    const all = found.categories?.category as unknown as { category_id: number; parent_category_id?: number }[];
    expect(found.total_result_count).toBe(all.length);
    const firsts = all.filter((category) => category.parent_category_id === undefined);
    const ids = new Set(firsts.map((category) => category.category_id));
    expect(all.every(({ parent_category_id: parent }) => parent === undefined || ids.has(parent))).toBe(true);
  });
});

describe('methods with another shape', () => {
  test('product.shipping.get', async () => {
    const params = { product_id: ID, sku_id: '12000036815593862', ship_to_country: 'ES' };
    expect(await result('aliexpress.affiliate.product.shipping.get', params)).toEqual({
      shipping_fee: priceText,
      delivery_days: someNumber,
      min_delivery_days: someNumber,
      max_delivery_days: someNumber,
      ship_from_country: 'CN',
    });
  });

  test('product.sku.detail.get has no resp_result and wraps its list under a name of its own', async () => {
    const params = { product_id: ID, ship_to_country: 'ES', need_deliver_info: 'Yes' };
    const method = 'aliexpress.affiliate.product.sku.detail.get';
    const { result: outer } = await ask(method, params);
    expect(outer).toMatchObject({ code: 200, success: true, result: { ae_item_info: { product_id: Number(ID) } } });
    const skus = outer?.result?.ae_item_sku_info?.traffic_sku_info_list;
    expect(skus?.[0]).toMatchObject({ sku_id: someNumber, shipping_fees: someText, sale_price_with_tax: priceText });
    const flat = await call(sandbox, method, { ...params, ...simplified, timestamp: `${now}` });
    const inner = flat.aliexpress_affiliate_product_sku_detail_get_response?.result?.result;
    expect(inner?.ae_item_sku_info?.[0]).toMatchObject({ sale_price_with_tax: priceText });
  });

  test('promotion.info.get has coupons for the countries that have them', async () => {
    const method = 'aliexpress.affiliate.promotion.info.get';
    const answer = await ask(method, { product_id: ID, ship_to_country: 'ES' });
    expect(answer).toMatchObject({
      code: '0',
      result: { promotion_results: [{ promotions: [{ offer_type: someText }] }] },
    });
    expect((await ask(method, { product_id: ID, ship_to_country: 'RU' })).error_response?.code).toBe(
      'InvalidParameter',
    );
  });

  test.each(['access_token', 'session'])('ds.product.get needs an access token, sent as %s', async (name) => {
    const params = { product_id: ID, ship_to_country: 'ES' };
    const missing = await ask('aliexpress.ds.product.get', params);
    expect(missing.error_response).toMatchObject({ code: 'MissingParameter', msg: textLike(/"access_token"/) });
    const wrong = await ask('aliexpress.ds.product.get', { ...params, [name]: 'nonsense' });
    expect(wrong.error_response?.code).toBe('IllegalAccessToken');
  });
});
