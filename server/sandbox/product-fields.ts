import { createHash } from 'node:crypto';
import type { Product } from './catalogue.ts';
import { draw } from './draw.ts';
import type { Currency } from './money.ts';
import { decimal } from './money.ts';
import type { WireObject } from './wire.ts';
import { WireList } from './wire.ts';

export interface Presentation {
  readonly currency: Currency;
  /** Upper-case code. Titles are English; in another language its code follows in brackets. */
  readonly language: string;
  /** False for a tracking id that is not the publisher's: then there is no promotion link. */
  readonly linked: boolean;
}

/** The fields that productdetail.get and the product lists have in common. */
export function productFields(product: Product, presentation: Presentation): WireObject {
  return {
    product_id: BigInt(product.productId),
    product_title: titleIn(product, presentation.language),
    product_detail_url: `https://www.aliexpress.com/item/${product.productId}.html?pdp_npi=4%40dis%21sandbox`,
    ...mediaFields(product),
    ...priceFields(product, presentation.currency),
    ...rateFields(product),
    ...placeFields(product),
    sku_id: product.skuIds[0] ?? 0,
    ...(presentation.linked ? { promotion_link: longLink(product.productId) } : {}),
    platform_product_type: product.platform,
    ship_to_days: `${product.deliveryDays}`,
    ean_code: '',
    ...(product.hasPromoCode ? { promo_code_info: promoCode(product, presentation.currency) } : {}),
  };
}

export function titleIn(product: Product, language: string): string {
  return language === 'EN' ? product.title : `${product.title} [${language}]`;
}

/** Picture `index` of a product; 0 is the main one. The address has the live form and leads nowhere. */
export function imageUrl(product: Product, index: number): string {
  const name = createHash('sha256').update(`${product.productId}/image/${index}`).digest('hex').slice(0, 32);
  return `https://ae01.alicdn.com/kf/Sandbox${name}.jpg`;
}

export function percent(tenths: number): string {
  return `${(tenths / 10).toFixed(1)}%`;
}

export function discountPercent(product: Product): string {
  return `${Math.round(100 - (100 * product.saleCents) / product.originalCents)}%`;
}

function mediaFields(product: Product): WireObject {
  const count = 1 + draw(`${product.productId}/images`, 6);
  const images = Array.from({ length: count }, (_, index) => imageUrl(product, index));
  return {
    product_main_image_url: imageUrl(product, 0),
    product_small_image_urls: new WireList('string', images),
    product_video_url: product.hasVideo ? `https://video.aliexpress-media.com/sandbox/${product.productId}.mp4` : '',
  };
}

/** Prices stand in the currency of the store and, as `target_*`, in the one that was asked for. */
function priceFields(product: Product, target: Currency): WireObject {
  const { originalCents, saleCents, storeCurrency } = product;
  return {
    app_sale_price: decimal(saleCents, storeCurrency),
    app_sale_price_currency: storeCurrency,
    original_price: decimal(originalCents, storeCurrency),
    original_price_currency: storeCurrency,
    sale_price: decimal(saleCents, storeCurrency),
    sale_price_currency: storeCurrency,
    target_app_sale_price: decimal(saleCents, target),
    target_app_sale_price_currency: target,
    target_original_price: decimal(originalCents, target),
    target_original_price_currency: target,
    target_sale_price: decimal(saleCents, target),
    target_sale_price_currency: target,
    discount: discountPercent(product),
    tax_rate: '0.00',
  };
}

function rateFields(product: Product): WireObject {
  return {
    evaluate_rate: product.rating === undefined ? '' : percent(product.rating),
    commission_rate: percent(product.commission),
    hot_product_commission_rate: percent(product.hotCommission),
    relevant_market_commission_rate: percent(product.commission),
    // The gateway spells it like this.
    lastest_volume: product.volume,
  };
}

function placeFields({ category, shopId }: Product): WireObject {
  return {
    first_level_category_id: category.parent.id,
    first_level_category_name: category.parent.name,
    second_level_category_id: category.id,
    second_level_category_name: category.name,
    shop_id: shopId,
    shop_name: `Sandbox Shop ${shopId % 1000}`,
    shop_url: `https://www.aliexpress.com/store/${shopId}`,
  };
}

function promoCode(product: Product, currency: Currency): WireObject {
  return {
    promo_code: `SANDBOX${product.productId.slice(-4)}`,
    code_value: `${decimal(200, currency)} ${currency} off`,
    code_mini_spend: `${decimal(1500, currency)}`,
    code_quantity: '500',
    code_availabletime_start: '2026-01-01 00:00:00',
    code_availabletime_end: '2026-12-31 23:59:59',
    code_campaigntype: 'sandbox',
    code_promotionurl: longLink(product.productId),
  };
}

/** Product methods hand out a long link of about 1,000 characters. */
function longLink(productId: string): string {
  const letters = Array.from({ length: 12 }, (_, index) =>
    createHash('sha512').update(`${productId}/link/${index}`).digest('base64url'),
  );
  return `https://s.click.aliexpress.com/s/sandbox${letters.join('')}`;
}
