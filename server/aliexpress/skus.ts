import * as z from 'zod/mini';
import { done, failed } from '../../lib/contract/outcome.ts';
import type { Money } from '../../lib/contract/products.ts';
import type { GatewayOutcome } from './errors.ts';
import type { Gateway } from './gateway.ts';
import { money } from './money.ts';
import { listOf, MaybeCount, MaybeText, Text } from './reply.ts';

/** Variants that one call describes (docId 1795). */
export const MAX_SKUS = 20;

export type SkuOrder = {
  productId: string;
  skuIds: readonly string[];
  shipTo: string;
  currency: string;
  language: string;
};

export type Sku = {
  /** Often beyond 2^53, hence text. */
  skuId: string;
  properties: string | undefined;
  imageUrl: string | undefined;
  price: Money | undefined;
  salePrice: Money | undefined;
  shippingFee: Money | undefined;
  shipFrom: string | undefined;
  days: number | undefined;
};

const SkuEntry = z.object({
  sku_id: Text,
  sku_properties: MaybeText,
  sku_image_link: MaybeText,
  price_with_tax: MaybeText,
  sale_price_with_tax: MaybeText,
  shipping_fees: MaybeText,
  currency: MaybeText,
  ship_from_country: MaybeText,
  delivery_days: MaybeCount,
});

/** This method has no `resp_result`; its own envelope is one level down. */
const SkuReply = z.object({
  result: z.object({
    code: MaybeText,
    success: z.optional(z.nullable(z.union([z.boolean(), z.string()]))),
    result: z.optional(
      z.nullable(z.object({ ae_item_sku_info: z.optional(z.nullable(listOf('traffic_sku_info_list', SkuEntry))) })),
    ),
  }),
});

/** Prices of single variants (`aliexpress.affiliate.product.sku.detail.get`, docId 1795, package SKU Dimension). */
export async function getSkus(gateway: Gateway, order: SkuOrder): Promise<GatewayOutcome<Sku[]>> {
  if (order.skuIds.length > MAX_SKUS) {
    return failed('invalid_request', { message: `One call describes up to ${MAX_SKUS} variants.` });
  }
  const reply = await gateway.call({
    api: 'aliexpress.affiliate.product.sku.detail.get',
    params: {
      product_id: order.productId,
      sku_ids: order.skuIds.join(','),
      ship_to_country: order.shipTo,
      target_currency: order.currency,
      target_language: order.language.toUpperCase(),
      need_deliver_info: 'Yes',
    },
    reply: SkuReply,
    empty: { result: {} },
  });
  if (!reply.ok) return reply;
  const { code, success, result } = reply.value.result;
  if (String(success) === 'false') {
    return failed('not_in_programme', { hint: `AliExpress answered with the code ${code ?? 'none'}.` });
  }
  return done((result?.ae_item_sku_info ?? []).map(skuOf));
}

function skuOf(entry: z.infer<typeof SkuEntry>): Sku {
  return {
    skuId: entry.sku_id,
    properties: entry.sku_properties,
    imageUrl: entry.sku_image_link,
    price: money(entry.price_with_tax, entry.currency),
    salePrice: money(entry.sale_price_with_tax, entry.currency),
    shippingFee: money(entry.shipping_fees, entry.currency),
    shipFrom: entry.ship_from_country,
    days: entry.delivery_days ?? undefined,
  };
}
