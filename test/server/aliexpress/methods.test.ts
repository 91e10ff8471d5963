import { describe, expect, it } from 'vitest';
import { CategoriesAnswer, Product, ProductsAnswer } from '../../../lib/contract/products.ts';
import { getCategories } from '../../../server/aliexpress/categories.ts';
import { getCoupons } from '../../../server/aliexpress/coupons.ts';
import { getDropshippingProduct, productFromDropshipping } from '../../../server/aliexpress/dropshipping.ts';
import type { Gateway } from '../../../server/aliexpress/gateway.ts';
import { getOrders, listOrders, listOrdersByIndex, walkOrders } from '../../../server/aliexpress/orders.ts';
import { getPromotionProducts, getPromotions } from '../../../server/aliexpress/promotions.ts';
import { downloadHotProducts, matchProducts, searchProducts } from '../../../server/aliexpress/search.ts';
import { getShipping } from '../../../server/aliexpress/shipping.ts';
import { getSkus } from '../../../server/aliexpress/skus.ts';
import { productEntry } from './entries.ts';
import type { Said } from './stub.ts';
import { gatewayTo, replyOf, startStub } from './stub.ts';

/** Runs a method against one answer and shows what was sent. */
async function ask<T>(said: Said, method: (gateway: Gateway) => Promise<T>) {
  const { origin, received } = await startStub(said);
  const outcome = await method(gatewayTo(origin).gateway);
  return { outcome, sent: received[0]?.form ?? {} };
}

const search = { currency: 'USD', language: 'EN', trackingId: 'blog', page: 1, pageSize: 50, hot: false } as const;
const market = { currency: 'EUR', language: 'de', country: 'DE', trackingId: 'blog' };
const page = { current_record_count: 2, products: { product: [productEntry, { nonsense: true }] } };

describe('search', () => {
  it('sends prices in minor units and the contract sorts in AliExpress terms', async () => {
    const query = { ...search, keywords: 'usb cable', minPrice: 1.5, maxPrice: 20, sort: 'orders_desc' as const };
    const { sent, outcome } = await ask(
      replyOf('aliexpress.affiliate.product.query', { ...page, total_record_count: 901, total_page_no: 19 }),
      (gateway) => searchProducts(gateway, { ...query, country: 'DE', categoryId: '44' }),
    );
    expect(sent).toMatchObject({
      method: 'aliexpress.affiliate.product.query',
      keywords: 'usb cable',
      category_ids: '44',
      min_sale_price: '150',
      max_sale_price: '2000',
      sort: 'LAST_VOLUME_DESC',
      ship_to_country: 'DE',
      page_no: '1',
      page_size: '50',
    });
    expect(outcome).toMatchObject({ ok: true, value: { page: 1, pages: 19, total: 901 } });
    expect(outcome.ok && outcome.value.products).toHaveLength(1);
    expect(outcome.ok && ProductsAnswer.safeParse(outcome.value).success).toBe(true);
  });

  it('works out the pages from the total where AliExpress does not say, up to what it lets see', async () => {
    const said = replyOf('aliexpress.affiliate.product.query', { ...page, total_record_count: '81234' });
    const { outcome } = await ask(said, (gateway) => searchProducts(gateway, search));
    expect(outcome).toMatchObject({ value: { pages: 100, total: 81234 } });
  });

  it('does not take a short page for the last', async () => {
    const result = { ...page, current_page_no: 2, total_record_count: 150, is_finished: false };
    const said = replyOf('aliexpress.affiliate.product.query', result);
    const { outcome } = await ask(said, (gateway) => searchProducts(gateway, { ...search, page: 2 }));
    expect(outcome).toMatchObject({ value: { page: 2, pages: 3 } });
  });

  it('asks another method for hot products and takes nothing found for an empty page', async () => {
    const said = replyOf('aliexpress.affiliate.hotproduct.query', undefined, 405);
    const { sent, outcome } = await ask(said, (gateway) => searchProducts(gateway, { ...search, hot: true }));
    expect(sent.method).toBe('aliexpress.affiliate.hotproduct.query');
    expect(outcome).toEqual({ ok: true, value: { products: [], page: 1, pages: 0, total: 0 } });
  });

  it('downloads hot products and matches products', async () => {
    const download = await ask(replyOf('aliexpress.affiliate.hotproduct.download', page), (gateway) =>
      downloadHotProducts(gateway, { ...market, categoryId: '44', site: 'global', page: 1, pageSize: 50 }),
    );
    expect(download.sent).toMatchObject({ category_id: '44', locale_site: 'global', target_language: 'DE' });
    expect(download.outcome.ok && download.outcome.value.products).toHaveLength(1);
    const match = await ask(replyOf('aliexpress.affiliate.product.smartmatch', page), (gateway) =>
      matchProducts(gateway, { ...market, productId: '1005006338829917', page: 1 }),
    );
    expect(match.sent).toMatchObject({ product_id: '1005006338829917', page_no: '1' });
    expect(match.outcome.ok && match.outcome.value.products).toHaveLength(1);
  });
});

describe('categories', () => {
  it('come as a flat list that names parents, ids as text', async () => {
    const list = [
      { category_id: 44, category_name: 'Consumer Electronics' },
      { category_id: 200003782, category_name: 'Cables', parent_category_id: 44 },
    ];
    const said = replyOf('aliexpress.affiliate.category.get', {
      categories: { category: list },
      total_result_count: 2,
    });
    const { outcome } = await ask(said, getCategories);
    expect(outcome).toEqual({
      ok: true,
      value: {
        categories: [
          { id: '44', name: 'Consumer Electronics' },
          { id: '200003782', name: 'Cables', parentId: '44' },
        ],
      },
    });
    expect(outcome.ok && CategoriesAnswer.safeParse(outcome.value).success).toBe(true);
  });
});

describe('promotions', () => {
  it('are listed, and their products found by name', async () => {
    const promos = { promo: [{ promo_name: 'Hot Product', promo_desc: 'hot', product_num: 80 }] };
    const list = await ask(replyOf('aliexpress.affiliate.featuredpromo.get', { promos }), getPromotions);
    expect(list.outcome).toEqual({ ok: true, value: [{ name: 'Hot Product', description: 'hot', products: 80 }] });
    const products = await ask(replyOf('aliexpress.affiliate.featuredpromo.products.get', page), (gateway) =>
      getPromotionProducts(gateway, {
        ...market,
        promotion: 'Hot Product',
        sort: 'commissionDesc',
        page: 1,
        pageSize: 50,
      }),
    );
    expect(products.sent).toMatchObject({ promotion_name: 'Hot Product', sort: 'commissionDesc' });
    expect(products.outcome.ok && products.outcome.value.products).toHaveLength(1);
  });
});

describe('orders', () => {
  const line = JSON.stringify({
    order_number: 0,
    parent_order_number: 0,
    sub_order_id: 1,
    order_status: 'Payment Completed',
    settled_currency: 'USD',
    paid_amount: 1113,
    estimated_paid_commission: 77,
    commission_rate: '7.00%',
    created_time: '2026-05-01 00:00:00',
    tracking_id: 'blog',
    product_id: 1005006338829917,
    is_hot_product: 'N',
    is_new_buyer: 'Y',
    custom_parameters: '{"cn":"news","dp":"42"}',
  })
    .replace('"order_number":0', '"order_number":8190000000000000001')
    .replace('"parent_order_number":0', '"parent_order_number":8190000000000000002')
    .replace('"sub_order_id":1', '"sub_order_id":8190000000000000003');
  const text = (api: string, rest: string) =>
    `{"${api.replaceAll('.', '_')}_response":{"resp_result":{"resp_code":200,"result":{"orders":{"order":[${line}]}${rest}}}}}`;
  const period = {
    from: Date.parse('2026-05-01T07:00:00Z'),
    to: Date.parse('2026-05-02T07:00:00Z'),
    status: 'Payment Completed',
  } as const;

  it('keep ids beyond 2^53 exact and turn minor units into money', async () => {
    const api = 'aliexpress.affiliate.order.list';
    const said = { text: text(api, ',"total_record_count":1,"total_page_no":1,"current_page_no":1') };
    const { sent, outcome } = await ask(said, (gateway) => listOrders(gateway, { ...period, page: 1 }));
    expect(sent).toMatchObject({
      start_time: '2026-05-01 00:00:00',
      end_time: '2026-05-02 00:00:00',
      status: 'Payment Completed',
      page_size: '50',
    });
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        pages: 1,
        total: 1,
        orders: [
          {
            subOrderId: '8190000000000000003',
            orderId: '8190000000000000002',
            paid: { amount: '11.13', currency: 'USD' },
            estimatedCommission: { amount: '0.77', currency: 'USD' },
            ratePercent: 7,
            isHotProduct: false,
            isNewBuyer: true,
            createdAt: period.from,
            subIds: { cn: 'news', dp: '42' },
          },
        ],
      },
    });
  });

  it('come page by page by index', async () => {
    const api = 'aliexpress.affiliate.order.listbyindex';
    const said = { text: text(api, ',"min_query_index_id":"a","max_query_index_id":"b"') };
    const first = await ask(said, (gateway) => listOrdersByIndex(gateway, period));
    expect(first.sent).not.toHaveProperty('start_query_index_id');
    expect(first.outcome).toMatchObject({ value: { lowest: 'a', highest: 'b' } });
    const next = await ask(said, (gateway) => listOrdersByIndex(gateway, { ...period, after: 'a' }));
    expect(next.sent.start_query_index_id).toBe('a');
  });

  it('are walked at both ends, as long as new ones come', async () => {
    const { origin, received } = await startStub({
      text: text('aliexpress.affiliate.order.listbyindex', ',"min_query_index_id":"a","max_query_index_id":"b"'),
    });
    const outcome = await walkOrders(gatewayTo(origin).gateway, period);
    expect(outcome.ok && outcome.value).toHaveLength(1);
    expect(received.map(({ form }) => form.start_query_index_id)).toEqual([undefined, 'a', 'b']);
  });

  it('are looked up by id, up to 50', async () => {
    const said = { text: text('aliexpress.affiliate.order.get', '') };
    const { sent, outcome } = await ask(said, (gateway) => getOrders(gateway, ['1', '2']));
    expect(sent.order_ids).toBe('1,2');
    expect(outcome.ok && outcome.value).toHaveLength(1);
    const many = await ask(said, (gateway) => getOrders(gateway, Array<string>(51).fill('1')));
    expect(many.outcome).toMatchObject({ ok: false, failure: { code: 'invalid_request' } });
  });
});

describe('shipping, variants and coupons', () => {
  it('gives the shipping fee in the currency that was asked for', async () => {
    const result = {
      shipping_fee: '1.99',
      delivery_days: 12,
      min_delivery_days: 9,
      max_delivery_days: '15',
      ship_from_country: 'CN',
    };
    const { sent, outcome } = await ask(replyOf('aliexpress.affiliate.product.shipping.get', result), (gateway) =>
      getShipping(gateway, {
        productId: '1005006338829917',
        skuId: '12000036815593862',
        shipTo: 'DE',
        salePrice: { amount: '15.68', currency: 'EUR' },
        language: 'de',
      }),
    );
    expect(sent).toMatchObject({ sku_id: '12000036815593862', target_sale_price: '15.68', target_currency: 'EUR' });
    expect(outcome).toEqual({
      ok: true,
      value: { fee: { amount: '1.99', currency: 'EUR' }, days: 12, shortestDays: 9, longestDays: 15, shipFrom: 'CN' },
    });
  });

  it.each([
    ['a list', (sku: string) => `[${sku}]`],
    ['a wrapped list', (sku: string) => `{"traffic_sku_info_list":[${sku}]}`],
  ])('reads variants from %s, their ids exact', async (_shape, wrap) => {
    const sku =
      '{"sku_id":12000036815593862,"sku_properties":"Color:red","price_with_tax":"31.36","sale_price_with_tax":"15.68","currency":"USD"}';
    const body = `{"result":{"code":"200","success":true,"result":{"ae_item_info":{},"ae_item_sku_info":${wrap(sku)}}}}`;
    const said = { text: `{"aliexpress_affiliate_product_sku_detail_get_response":${body}}` };
    const order = { productId: '1', skuIds: ['12000036815593862'], shipTo: 'DE', currency: 'USD', language: 'en' };
    const { outcome } = await ask(said, (gateway) => getSkus(gateway, order));
    expect(outcome).toMatchObject({
      ok: true,
      value: [{ skuId: '12000036815593862', salePrice: { amount: '15.68', currency: 'USD' } }],
    });
  });

  it('reads coupons', async () => {
    const promotions = [{ generic_redemption_code: 'SAVE5', money_off_amount: '5', long_title: 'Five off' }];
    const json = {
      aliexpress_affiliate_promotion_info_get_response: { code: '0', result: { promotion_results: [{ promotions }] } },
    };
    const order = { productIds: ['1', '2'], shipTo: 'DE', currency: 'EUR', language: 'de' };
    const { sent, outcome } = await ask({ json }, (gateway) => getCoupons(gateway, order));
    expect(sent).toMatchObject({ product_id: '1,2', ship_to_country: 'DE', currency: 'EUR' });
    expect(outcome).toMatchObject({ ok: true, value: [{ code: 'SAVE5', moneyOff: '5', title: 'Five off' }] });
  });
});

describe('dropshipping', () => {
  const order = {
    productId: '1005006338829917',
    shipTo: 'DE',
    currency: 'USD',
    locale: 'en_US',
    accessToken: '50000701234',
  };

  it('takes price and currency from the cheapest variant', async () => {
    const text = `{"aliexpress_ds_product_get_response":{"rsp_code":200,"rsp_msg":"Call succeeds","result":{
      "ae_item_base_info_dto":{"product_id":1005006338829917,"subject":"USB cable","currency_code":"CNY","avg_evaluation_rating":"4.8"},
      "ae_item_sku_info_dtos":{"ae_item_sku_info_d_t_o":[
        {"sku_id":12000036815593862,"offer_sale_price":"12.00","currency_code":"USD","sku_available_stock":7},
        {"sku_id":"12000036815593863","offer_sale_price":"9.50","sku_price":"19.00","currency_code":"USD"}]},
      "ae_multimedia_info_dto":{"image_urls":"https://ae01.alicdn.com/1.jpg;https://ae01.alicdn.com/2.jpg"},
      "ae_store_info":{"store_id":1101234567,"store_name":"Cable Store"}}}}`;
    const { sent, outcome } = await ask({ text }, (gateway) => getDropshippingProduct(gateway, order));
    expect(sent).toMatchObject({
      access_token: '50000701234',
      product_id: '1005006338829917',
      target_language: 'en_US',
    });
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        title: 'USB cable',
        rating: 4.8,
        price: { amount: '9.50', currency: 'USD' },
        shop: { id: '1101234567', name: 'Cable Store' },
        skus: [{ skuId: '12000036815593862', stock: 7 }, { skuId: '12000036815593863' }],
      },
    });
    expect(outcome.ok && outcome.value.imageUrls).toHaveLength(2);
    const given = { fetchedAt: '2026-11-22T10:00:00.000Z', sandbox: false };
    const product = outcome.ok ? productFromDropshipping(outcome.value, given) : undefined;
    expect(Product.parse(product)).toMatchObject({
      salePrice: { amount: '9.50', currency: 'USD' },
      originalPrice: { amount: '19.00', currency: 'USD' },
      discountPercent: 50,
      ratingPercent: 96,
      commission: { ratePercent: 0, estimate: { amount: '0.00', currency: 'USD' } },
    });
  });

  it('says that an access token is needed', async () => {
    const error = {
      type: 'ISV',
      code: 'MissingParameter',
      msg: 'The input parameter "access_token" ... is not supplied',
    };
    const { outcome } = await ask({ json: { error_response: error } }, (gateway) =>
      getDropshippingProduct(gateway, order),
    );
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'access_token_needed' } });
  });
});
