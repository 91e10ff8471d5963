import { draw } from './draw.ts';

/**
 * Last digits of a product id that make it behave in a special way, so that a person can bring about each case by hand.
 * The README of this folder says the same in words.
 */
const ENDINGS = {
  /** Its entry in link.generate has no promotion_link. */
  4040: 'without-link',
  /** link.generate has no entry for it at all. */
  4041: 'without-entry',
  /** Its source_value comes back under another host and with an `spm` parameter. */
  4042: 'renamed',
} as const;

export type Standing = (typeof ENDINGS)[keyof typeof ENDINGS] | 'ordinary';

/** How the affiliate programme treats a product. */
export function standingOf(productId: string): Standing {
  const ending = Object.entries(ENDINGS).find(([digits]) => productId.endsWith(digits));
  return ending?.[1] ?? 'ordinary';
}

/** Its price is half in every odd minute, so that a person can watch a price fall. */
const SWINGING_ENDING = '4050';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Factors of the sale price over a week: one day of it the product is on sale. */
const WEEK = [1, 0.75, 1.01, 0.99, 1, 1.02, 0.98] as const;

/** Factor of a product's sale price at a time. Each product has its own day of the week for its sale. */
export function priceSwing(productId: string, now: number): number {
  if (productId.endsWith(SWINGING_ENDING)) return Math.floor(now / MINUTE_MS) % 2 === 0 ? 1 : 0.5;
  const day = Math.floor(now / DAY_MS) + draw(`${productId}/sale day`, WEEK.length);
  return WEEK[day % WEEK.length] ?? 1;
}

/** Products outside the programme: product methods do not know them, link.generate makes no link. */
export function isInProgramme(productId: string): boolean {
  const standing = standingOf(productId);
  return standing !== 'without-link' && standing !== 'without-entry';
}

const ALIEXPRESS_HOST = /(^|\.)aliexpress\.(com|us|ru)$/;
const PRODUCT_PATH = /^\/(?:item|i)\/(?:[^/]+\/)?(\d+)\.html$/;

/** What a source value points at. `elsewhere` is not AliExpress, or an affiliate link that is somebody's already. */
export type Source =
  | { readonly kind: 'product'; readonly productId: string; readonly address: URL }
  | { readonly kind: 'page'; readonly address: URL }
  | { readonly kind: 'elsewhere' };

export function readSource(sourceValue: string): Source {
  const address = URL.parse(sourceValue);
  if (!address || !/^https?:$/.test(address.protocol)) return { kind: 'elsewhere' };
  if (!ALIEXPRESS_HOST.test(address.hostname) || address.hostname === 's.click.aliexpress.com') {
    return { kind: 'elsewhere' };
  }
  const productId = PRODUCT_PATH.exec(address.pathname)?.[1];
  return productId === undefined ? { kind: 'page', address } : { kind: 'product', productId, address };
}
