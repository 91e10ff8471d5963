import * as z from 'zod/mini';
import type { Money, Product } from '../../lib/contract/products.ts';
import { canonicalProductUrl, globalProductId } from '../../lib/product/product-id.ts';
import { money, percentOf, shareOf } from './money.ts';
import { listOf, MaybeCount, MaybeText, placeOf, Text } from './reply.ts';

/**
 * One product as every product method writes it (field list of live replies, seen 2026-09). Prices named `target_` are in
 * the currency that was asked for, the others in the seller's. `lastest_volume` is AliExpress's spelling.
 */
const Entry = z.object({
  product_id: Text,
  product_title: z.string(),
  product_main_image_url: MaybeText,
  product_small_image_urls: z.optional(z.nullable(listOf('string', z.string()))),
  target_sale_price: MaybeText,
  target_sale_price_currency: MaybeText,
  target_app_sale_price: MaybeText,
  target_app_sale_price_currency: MaybeText,
  target_original_price: MaybeText,
  target_original_price_currency: MaybeText,
  sale_price: MaybeText,
  sale_price_currency: MaybeText,
  original_price: MaybeText,
  original_price_currency: MaybeText,
  discount: MaybeText,
  evaluate_rate: MaybeText,
  lastest_volume: MaybeCount,
  commission_rate: MaybeText,
  hot_product_commission_rate: MaybeText,
  shop_id: MaybeText,
  shop_name: MaybeText,
  shop_url: MaybeText,
  first_level_category_id: MaybeText,
  first_level_category_name: MaybeText,
  second_level_category_id: MaybeText,
  second_level_category_name: MaybeText,
});
type Entry = z.infer<typeof Entry>;

/** When and by whom a reply was given. */
export type Given = { fetchedAt: string; sandbox: boolean };

/** A product of the contract, or the place in the entry that cannot be read. */
export type ReadProduct = { ok: true; product: Product } | { ok: false; productId: string | undefined; place: string };

/** Turns one entry of a reply into a product of the contract: percent texts into numbers, prices into money. */
export function readProduct(raw: unknown, given: Given): ReadProduct {
  const read = Entry.safeParse(raw);
  if (!read.success) return { ok: false, productId: idOf(raw), place: placeOf(read.error, 'product') };
  const entry = read.data;
  const productId = globalProductId(entry.product_id) ?? entry.product_id;
  const salePrice = salePriceOf(entry);
  if (salePrice === undefined) return { ok: false, productId, place: 'product.target_sale_price: no amount' };
  const originalPrice = originalPriceOf(entry, salePrice);
  const ratePercent = percentOf(entry.commission_rate) ?? 0;
  return {
    ok: true,
    product: {
      productId,
      title: entry.product_title,
      url: canonicalProductUrl(productId),
      ...imagesOf(entry),
      salePrice,
      originalPrice,
      discountPercent: percentOf(entry.discount) ?? discountOf(salePrice, originalPrice),
      ratingPercent: percentOf(entry.evaluate_rate),
      ordersLast30Days: entry.lastest_volume ?? null,
      commission: {
        ratePercent,
        hotRatePercent: percentOf(entry.hot_product_commission_rate),
        estimate: shareOf(salePrice, ratePercent),
      },
      shop: shopOf(entry),
      category: categoryOf(entry),
      ...given,
    },
  };
}

function salePriceOf(entry: Entry): Money | undefined {
  return (
    money(entry.target_sale_price, entry.target_sale_price_currency) ??
    money(entry.target_app_sale_price, entry.target_app_sale_price_currency) ??
    money(entry.sale_price, entry.sale_price_currency)
  );
}

/** The price before the discount in the same currency, else the sale price: two currencies cannot be compared. */
function originalPriceOf(entry: Entry, salePrice: Money): Money {
  const prices = [
    money(entry.target_original_price, entry.target_original_price_currency),
    money(entry.original_price, entry.original_price_currency),
  ];
  return prices.find((price) => price?.currency === salePrice.currency) ?? salePrice;
}

/** By how many whole percent the sale price is below the original one. */
export function discountOf(sale: Money, original: Money): number {
  const before = Number(original.amount);
  return before > 0 ? Math.max(0, Math.round(100 * (1 - Number(sale.amount) / before))) : 0;
}

function imagesOf(entry: Entry): { imageUrl: string; imageUrls: string[] } {
  const main = secureAddress(entry.product_main_image_url);
  const more = (entry.product_small_image_urls ?? []).map(secureAddress).filter((url) => url !== undefined);
  return { imageUrl: main ?? more[0] ?? '', imageUrls: more };
}

/** Image addresses come as `//host`, `http://` or `https://`; only https is passed on. */
function secureAddress(address: string | undefined): string | undefined {
  const https = address?.replace(/^(https?:)?\/\//i, 'https://');
  return https?.startsWith('https://') && URL.canParse(https) ? https : undefined;
}

function shopOf({ shop_id: id, shop_name: name, shop_url: url }: Entry): Product['shop'] {
  return id ? { id, name: name ?? '', url: secureAddress(url) ?? `https://www.aliexpress.com/store/${id}` } : null;
}

function categoryOf(entry: Entry): Product['category'] {
  const id = entry.second_level_category_id ?? entry.first_level_category_id;
  const name = entry.second_level_category_id ? entry.second_level_category_name : entry.first_level_category_name;
  return id ? { id, name: name ?? '' } : null;
}

function idOf(raw: unknown): string | undefined {
  const read = z.object({ product_id: Text }).safeParse(raw);
  return read.success ? (globalProductId(read.data.product_id) ?? read.data.product_id) : undefined;
}
