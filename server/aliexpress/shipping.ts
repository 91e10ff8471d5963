import * as z from 'zod/mini';
import { done, failed } from '../../lib/contract/outcome.ts';
import type { Money } from '../../lib/contract/products.ts';
import type { GatewayOutcome } from './errors.ts';
import type { Gateway } from './gateway.ts';
import { money } from './money.ts';
import { MaybeCount, MaybeText } from './reply.ts';

export type ShippingOrder = {
  productId: string;
  skuId: string;
  shipTo: string;
  /** What the product costs now, in `currency`; AliExpress works free shipping out from it. */
  salePrice: Money;
  language: string;
  taxRate?: string | undefined;
};

export type Shipping = {
  fee: Money | undefined;
  days: number | undefined;
  shortestDays: number | undefined;
  longestDays: number | undefined;
  shipFrom: string | undefined;
};

const ShippingReply = z.object({
  shipping_fee: MaybeText,
  delivery_days: MaybeCount,
  min_delivery_days: MaybeCount,
  max_delivery_days: MaybeCount,
  ship_from_country: MaybeText,
});

/** What sending one product costs (`aliexpress.affiliate.product.shipping.get`, Advanced package). */
export async function getShipping(gateway: Gateway, order: ShippingOrder): Promise<GatewayOutcome<Shipping>> {
  const { amount, currency } = order.salePrice;
  const reply = await gateway.call({
    api: 'aliexpress.affiliate.product.shipping.get',
    params: {
      product_id: order.productId,
      sku_id: order.skuId,
      ship_to_country: order.shipTo,
      target_currency: currency,
      target_sale_price: amount,
      target_language: order.language.toUpperCase(),
      tax_rate: order.taxRate,
    },
    reply: z.optional(ShippingReply),
    empty: undefined,
  });
  if (!reply.ok) return reply;
  if (reply.value === undefined) return failed('not_in_programme');
  const { shipping_fee: fee, ship_from_country: shipFrom, ...days } = reply.value;
  return done({
    fee: money(fee, currency),
    days: days.delivery_days ?? undefined,
    shortestDays: days.min_delivery_days ?? undefined,
    longestDays: days.max_delivery_days ?? undefined,
    shipFrom,
  });
}
