import * as z from 'zod';
import type { Answer } from './envelope.ts';
import { succeeded } from './envelope.ts';
import { defineMethod } from './method.ts';
import { decimal } from './money.ts';
import { country, currency, idList, language, paging, presentation } from './parameters.ts';
import { list } from './products.ts';
import { isInProgramme } from './programme.ts';
import { PROMOTIONS, pageOf, search, sorted } from './search.ts';
import { WireCount, WireList } from './wire.ts';

/** `aliexpress.affiliate.featuredpromo.get`: the promotions whose names the next method takes. */
export const featuredPromoGet = defineMethod({
  package: 'standard',
  params: z.object({ fields: z.string().optional() }),
  answer: (_, state) => {
    const promos = PROMOTIONS.map((promotion) => ({
      promo_name: promotion,
      promo_desc: `Sandbox promotion: ${promotion}`,
      product_num: search({ promotion, currency: 'USD' }, state.now()).length,
    }));
    return succeeded({
      current_record_count: new WireCount(promos.length),
      promos: new WireList('promo', promos),
    });
  },
});

const SORT = /^(commission|price|volume|discount|rating|promotionTime)(Asc|Desc)$/;

/** `aliexpress.affiliate.featuredpromo.products.get` (docId 702). */
export const featuredPromoProductsGet = defineMethod({
  package: 'standard',
  params: z.object({
    ...presentation,
    ...paging,
    promotion_name: z.string().optional(),
    category_id: z.string().optional(),
    promotion_start_time: z.string().optional(),
    promotion_end_time: z.string().optional(),
    sort: z.string().regex(SORT).optional(),
    country: country.optional(),
  }),
  answer: (params, state): Answer => {
    const filter = {
      promotion: params.promotion_name,
      categoryIds: params.category_id === undefined ? undefined : [params.category_id],
      currency: params.target_currency,
    };
    const [, key = '', direction] = SORT.exec(params.sort ?? '') ?? [];
    const found = sorted(search(filter, state.now()), key, direction === 'Desc');
    return list(pageOf(found, params.page_no, params.page_size), params, state);
  },
});

/** Countries that have coupons (docId 3707). */
const COUPON_COUNTRIES = 'AT BE CH CZ HU SE PT DE FR NL ES IT PL UK JP US CL'.split(' ');

/** Products of one call (docId 3707). */
const MAX_PRODUCT_IDS = 10;

/** `aliexpress.affiliate.promotion.info.get` (docId 3707): coupons. It has no resp_result. */
export const promotionInfoGet = defineMethod({
  package: 'coupons',
  params: z.object({
    product_id: idList(MAX_PRODUCT_IDS),
    currency,
    target_language: language,
    ship_to_country: z
      .string()
      .toUpperCase()
      .refine((code) => COUPON_COUNTRIES.includes(code)),
  }),
  answer: (params): Answer => {
    const results = params.product_id.filter(isInProgramme).map((id) => ({
      product_id: BigInt(id),
      promotions: [
        {
          redemption_channel: 'online',
          minimum_purchase_amount: `${decimal(2000, params.currency)} ${params.currency}`,
          money_off_amount: `${decimal(300, params.currency)} ${params.currency}`,
          generic_redemption_code: `SANDBOX${id.slice(-4)}`,
          product_applicability: 'specific_products',
          coupon_value_type: 'money_off',
          offer_type: 'generic_code',
          long_title: 'Sandbox coupon: 3 off from 20',
          promotion_effective_dates: '2026-01-01T00:00:00Z/2026-12-31T23:59:59Z',
        },
      ],
    }));
    return { kind: 'bare', body: { code: '0', result: { promotion_results: results } } };
  },
});
