import * as z from 'zod';
import type { Product } from './catalogue.ts';
import { productOf } from './catalogue.ts';
import type { Answer } from './envelope.ts';
import { succeeded, withRespCode } from './envelope.ts';
import { defineMethod } from './method.ts';
import type { Currency } from './money.ts';
import { decimal } from './money.ts';
import { country, currency, idList, language, productId } from './parameters.ts';
import { discountPercent, imageUrl, titleIn } from './product-fields.ts';
import { isInProgramme } from './programme.ts';
import type { WireObject } from './wire.ts';
import { WireList } from './wire.ts';

/** `aliexpress.affiliate.product.shipping.get`. */
export const productShippingGet = defineMethod({
  package: 'advanced',
  params: z.object({
    product_id: productId,
    sku_id: productId,
    ship_to_country: country,
    target_currency: currency,
    target_sale_price: z.string().optional(),
    target_language: language,
    tax_rate: z.string().optional(),
  }),
  answer: (params, state) => {
    if (!isInProgramme(params.product_id)) return withRespCode(405);
    const { deliveryDays, shopId } = productOf(params.product_id, state.now());
    return succeeded({
      shipping_fee: decimal(shippingCents(shopId), params.target_currency),
      delivery_days: deliveryDays,
      min_delivery_days: deliveryDays,
      max_delivery_days: deliveryDays + 6,
      ship_from_country: 'CN',
    });
  },
});

/** SKUs of one call (docId 1795). */
const MAX_SKU_IDS = 20;

/**
 * `aliexpress.affiliate.product.sku.detail.get` (docId 1795). It has no resp_result. The list stands under
 * `traffic_sku_info_list` in the full form and is a bare array in the simplified one, as the document shows it.
 */
export const productSkuDetailGet = defineMethod({
  package: 'sku',
  params: z.object({
    product_id: productId,
    sku_ids: idList(MAX_SKU_IDS).optional(),
    ship_to_country: country,
    target_currency: currency,
    target_language: language,
    need_deliver_info: z.enum(['Yes', 'No']).default('No'),
  }),
  answer: (params, state): Answer => {
    if (!isInProgramme(params.product_id)) return { kind: 'bare', body: { result: { code: 405, success: false } } };
    const product = productOf(params.product_id, state.now());
    const wanted = product.skuIds.filter((id) => params.sku_ids?.includes(`${id}`) ?? true);
    const skus = wanted.map((id) => ({
      ...skuFields(product, id, params.target_currency),
      ...(params.need_deliver_info === 'Yes' ? deliveryFields(product, params.target_currency) : {}),
    }));
    return {
      kind: 'bare',
      body: {
        result: {
          code: 200,
          success: true,
          result: {
            ae_item_info: itemInfo(product, params.target_language),
            ae_item_sku_info: new WireList('traffic_sku_info_list', skus),
          },
        },
      },
    };
  },
});

const COLORS = ['Black', 'White', 'Blue', 'Green'] as const;
const SIZES = ['S', 'M', 'L', 'XL'] as const;

/** Options of the variant at `index`: color and size. */
export function optionsOf(index: number): { readonly color: string; readonly size: string } {
  return { color: COLORS[index % COLORS.length] ?? 'Black', size: SIZES[index % SIZES.length] ?? 'M' };
}

function skuFields(product: Product, skuId: bigint, target: Currency): WireObject {
  const { color, size } = optionsOf(product.skuIds.indexOf(skuId));
  return {
    sku_id: skuId,
    color,
    size,
    price_with_tax: decimal(product.originalCents, target),
    sale_price_with_tax: decimal(product.saleCents, target),
    discount_rate: discountPercent(product).replace('%', ''),
    currency: target,
    tax_rate: '0.00',
    sku_properties: JSON.stringify([{ Color: color, Size: size }]),
    sku_image_link: imageUrl(product, 0),
  };
}

function deliveryFields(product: Product, target: Currency): WireObject {
  return {
    shipping_fees: decimal(shippingCents(product.shopId), target),
    ship_from_country: 'CN',
    delivery_days: `${product.deliveryDays}`,
    min_delivery_days: `${product.deliveryDays}`,
    max_delivery_days: `${product.deliveryDays + 6}`,
  };
}

function itemInfo(product: Product, targetLanguage: string): WireObject {
  return {
    product_id: BigInt(product.productId),
    title: titleIn(product, targetLanguage),
    image_link: imageUrl(product, 0),
    original_link: `https://www.aliexpress.com/item/${product.productId}.html`,
    display_category_id_l1: product.category.parent.id,
    display_category_id_l2: product.category.id,
    store_name: `Sandbox Shop ${product.shopId % 1000}`,
  };
}

/** US cents: one shop in three ships free. */
function shippingCents(shopId: number): number {
  return shopId % 3 === 0 ? 0 : 99 + (shopId % 7) * 50;
}
