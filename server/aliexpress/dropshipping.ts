import * as z from 'zod/mini';
import { done, failed } from '../../lib/contract/outcome.ts';
import type { Money, Product } from '../../lib/contract/products.ts';
import { canonicalProductUrl, globalProductId } from '../../lib/product/product-id.ts';
import type { GatewayOutcome } from './errors.ts';
import type { Gateway } from './gateway.ts';
import { money, shareOf } from './money.ts';
import type { Given } from './product-entry.ts';
import { discountOf } from './product-entry.ts';
import { listOf, MaybeCount, MaybeText, Text } from './reply.ts';

export type DropshippingOrder = {
  productId: string;
  shipTo: string;
  currency: string;
  /** A language with its country, such as en_US: this method knows no bare EN. AliExpress chooses where it is left out. */
  locale?: string | undefined;
  accessToken: string;
};

/** A product as a shop that resells it sees it: no commission, but stock and variants. */
export type DropshippingProduct = {
  productId: string;
  title: string;
  imageUrls: string[];
  /** Of the cheapest variant, now and before its discount. */
  price: Money | undefined;
  originalPrice: Money | undefined;
  /** 0 to 5. */
  rating: number | null;
  shop: { id: string; name: string } | null;
  skus: { skuId: string; attributes: string | undefined; price: Money | undefined; stock: number | undefined }[];
};

/** The currency stands with the variants; the one of the base info is the seller's. */
const SkuEntry = z.object({
  sku_id: Text,
  sku_attr: MaybeText,
  offer_sale_price: MaybeText,
  sku_price: MaybeText,
  currency_code: MaybeText,
  sku_available_stock: MaybeCount,
});

const ProductReply = z.object({
  ae_item_base_info_dto: z.object({
    product_id: Text,
    subject: z.string(),
    avg_evaluation_rating: MaybeText,
  }),
  ae_item_sku_info_dtos: z.optional(z.nullable(listOf('ae_item_sku_info_d_t_o', SkuEntry))),
  ae_multimedia_info_dto: z.optional(z.nullable(z.object({ image_urls: MaybeText }))),
  ae_store_info: z.optional(z.nullable(z.object({ store_id: MaybeText, store_name: MaybeText }))),
});

/**
 * Product facts for dropshipping (`aliexpress.ds.product.get`): the way where an access token is there and the affiliate
 * service knows nothing of the product. Fails with `access_token_needed` when the token is refused.
 */
export async function getDropshippingProduct(
  gateway: Gateway,
  order: DropshippingOrder,
): Promise<GatewayOutcome<DropshippingProduct>> {
  const reply = await gateway.call({
    api: 'aliexpress.ds.product.get',
    params: {
      product_id: order.productId,
      ship_to_country: order.shipTo,
      target_currency: order.currency,
      target_language: order.locale,
    },
    accessToken: order.accessToken,
    reply: z.optional(ProductReply),
    empty: undefined,
  });
  if (!reply.ok) return reply;
  if (reply.value === undefined) {
    return failed('not_found', { message: 'AliExpress has no such product for dropshipping.' });
  }
  return done(productOf(reply.value));
}

function productOf(reply: z.infer<typeof ProductReply>): DropshippingProduct {
  const { product_id: id, subject, avg_evaluation_rating: rating } = reply.ae_item_base_info_dto;
  const entries = reply.ae_item_sku_info_dtos ?? [];
  const [cheapest] = entries.map(pricesOf).sort((a, b) => amountOf(a.price) - amountOf(b.price));
  const store = reply.ae_store_info;
  return {
    productId: globalProductId(id) ?? id,
    title: subject,
    imageUrls: (reply.ae_multimedia_info_dto?.image_urls ?? '').split(';').filter((url) => url.startsWith('https://')),
    price: cheapest?.price,
    originalPrice: cheapest?.originalPrice,
    rating: rating === undefined || Number.isNaN(Number(rating)) ? null : Number(rating),
    shop: store?.store_id ? { id: store.store_id, name: store.store_name ?? '' } : null,
    skus: entries.map((entry) => ({
      skuId: entry.sku_id,
      attributes: entry.sku_attr,
      price: pricesOf(entry).price,
      stock: entry.sku_available_stock ?? undefined,
    })),
  };
}

function pricesOf(entry: z.infer<typeof SkuEntry>): { price: Money | undefined; originalPrice: Money | undefined } {
  const originalPrice = money(entry.sku_price, entry.currency_code);
  return { price: money(entry.offer_sale_price, entry.currency_code) ?? originalPrice, originalPrice };
}

/** Variants without a price come last. */
function amountOf(price: Money | undefined): number {
  return price ? Number(price.amount) : Number.POSITIVE_INFINITY;
}

/**
 * The same in the shape of the contract, for a product that the affiliate service knows nothing of: no commission.
 * Undefined where no variant has a price.
 */
export function productFromDropshipping(product: DropshippingProduct, given: Given): Product | undefined {
  const { productId, title, imageUrls, price, originalPrice, rating, shop } = product;
  if (price === undefined) return undefined;
  const before = originalPrice ?? price;
  return {
    productId,
    title,
    url: canonicalProductUrl(productId),
    imageUrl: imageUrls[0] ?? '',
    imageUrls,
    salePrice: price,
    originalPrice: before,
    discountPercent: discountOf(price, before),
    ratingPercent: rating === null ? null : rating * 20,
    ordersLast30Days: null,
    commission: { ratePercent: 0, hotRatePercent: null, estimate: shareOf(price, 0) },
    shop: shop && { ...shop, url: `https://www.aliexpress.com/store/${shop.id}` },
    category: null,
    ...given,
  };
}
