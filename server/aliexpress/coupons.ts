import * as z from 'zod/mini';
import { done, failed } from '../../lib/contract/outcome.ts';
import type { GatewayOutcome } from './errors.ts';
import type { Gateway } from './gateway.ts';
import { listOf, MaybeText } from './reply.ts';

/** Where coupons can be asked for (docId 3707, seen 2026-11). */
const COUNTRIES = 'AT BE CH CZ HU SE PT DE FR NL ES IT PL UK JP US CL'.split(' ');

export type CouponOrder = { productIds: readonly string[]; shipTo: string; currency: string; language: string };

export type Coupon = {
  title: string | undefined;
  code: string | undefined;
  /** As AliExpress writes them; whether they are in whole or smallest units is not documented. */
  moneyOff: string | undefined;
  minimumPurchase: string | undefined;
  valueType: string | undefined;
  offerType: string | undefined;
  appliesTo: string | undefined;
  channel: string | undefined;
  effectiveDates: string | undefined;
};

const CouponEntry = z.object({
  long_title: MaybeText,
  generic_redemption_code: MaybeText,
  money_off_amount: MaybeText,
  minimum_purchase_amount: MaybeText,
  coupon_value_type: MaybeText,
  offer_type: MaybeText,
  product_applicability: MaybeText,
  redemption_channel: MaybeText,
  promotion_effective_dates: MaybeText,
});

const Results = z.object({
  promotion_results: z.optional(
    z.nullable(
      listOf('promotion_result', z.object({ promotions: z.optional(z.nullable(listOf('promotion', CouponEntry))) })),
    ),
  ),
});

/** The coupons of up to 10 products (`aliexpress.affiliate.promotion.info.get`, docId 3707, on approval). */
export async function getCoupons(gateway: Gateway, order: CouponOrder): Promise<GatewayOutcome<Coupon[]>> {
  if (!COUNTRIES.includes(order.shipTo)) {
    return failed('invalid_request', { message: `AliExpress gives no coupons for buyers in ${order.shipTo}.` });
  }
  const reply = await gateway.call({
    api: 'aliexpress.affiliate.promotion.info.get',
    params: {
      product_id: order.productIds.join(','),
      ship_to_country: order.shipTo,
      currency: order.currency,
      target_language: order.language.toUpperCase(),
    },
    reply: z.union([z.object({ result: Results }), Results]),
    empty: {},
  });
  if (!reply.ok) return reply;
  const { promotion_results: results } = 'result' in reply.value ? reply.value.result : reply.value;
  return done((results ?? []).flatMap(({ promotions }) => (promotions ?? []).map(couponOf)));
}

function couponOf(entry: z.infer<typeof CouponEntry>): Coupon {
  return {
    title: entry.long_title,
    code: entry.generic_redemption_code,
    moneyOff: entry.money_off_amount,
    minimumPurchase: entry.minimum_purchase_amount,
    valueType: entry.coupon_value_type,
    offerType: entry.offer_type,
    appliesTo: entry.product_applicability,
    channel: entry.redemption_channel,
    effectiveDates: entry.promotion_effective_dates,
  };
}
