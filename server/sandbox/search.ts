import type { Product } from './catalogue.ts';
import { productOf, SHELF_IDS } from './catalogue.ts';
import { draw } from './draw.ts';
import type { Currency } from './money.ts';
import { minorUnits } from './money.ts';

/** What a product list may be narrowed by. */
export interface SearchFilter {
  readonly hotOnly?: boolean | undefined;
  /** A product matches when one of the words stands in its title or category: the live search is as loose. */
  readonly keywords?: string | undefined;
  /** First-level or second-level ids. */
  readonly categoryIds?: readonly string[] | undefined;
  /** Minor units of `currency`. */
  readonly minPrice?: number | undefined;
  readonly maxPrice?: number | undefined;
  readonly currency: Currency;
  readonly deliveryDays?: number | undefined;
  /** ALL means any. */
  readonly platform?: string | undefined;
  readonly promotion?: string | undefined;
}

export const PROMOTIONS = [
  'Hot Product',
  'New Arrival',
  'Best Seller',
  'weeklydeals',
  'Spring Sale',
  'US Local Warehouse',
] as const;

export function search(filter: SearchFilter, now: number): Product[] {
  return SHELF_IDS.map((productId) => productOf(productId, now)).filter((product) => matches(product, filter));
}

/** Each product is in two of the promotions, some in one. */
export function promotionsOf(product: Product): string[] {
  const count = PROMOTIONS.length;
  const picks = [0, 1].map((index) => draw(`${product.productId}/promotion/${index}`, count));
  return PROMOTIONS.filter((_, index) => picks.includes(index));
}

function matches(product: Product, filter: SearchFilter): boolean {
  return [
    filter.hotOnly !== true || product.hotCommission > 0,
    filter.keywords === undefined || hasWord(product, filter.keywords),
    filter.categoryIds === undefined || isIn(product, filter.categoryIds),
    isPriced(product, filter),
    filter.deliveryDays === undefined || product.deliveryDays <= filter.deliveryDays,
    filter.platform === undefined || filter.platform === 'ALL' || product.platform === filter.platform,
    filter.promotion === undefined || promotionsOf(product).includes(filter.promotion),
  ].every(Boolean);
}

function hasWord(product: Product, keywords: string): boolean {
  const text = `${product.title} ${product.category.name}`.toLowerCase();
  const words = keywords.toLowerCase().split(/[\s,]+/);
  return words.some((word) => word !== '' && text.includes(word));
}

function isIn({ category }: Product, categoryIds: readonly string[]): boolean {
  return categoryIds.includes(`${category.id}`) || categoryIds.includes(`${category.parent.id}`);
}

function isPriced(
  product: Product,
  { minPrice = 0, maxPrice = Number.POSITIVE_INFINITY, currency }: SearchFilter,
): boolean {
  const price = minorUnits(product.saleCents, currency);
  return minPrice <= price && price <= maxPrice;
}

const KEYS: Readonly<Record<string, (product: Product) => number>> = {
  price: (product) => product.saleCents,
  volume: (product) => product.volume,
  commission: (product) => product.commission,
  discount: (product) => 1 - product.saleCents / product.originalCents,
  rating: (product) => product.rating ?? 0,
};

/** Sorts by `price`, `volume`, `commission`, `discount` or `rating`; any other key leaves the order as it is. */
export function sorted(products: readonly Product[], key: string, descending: boolean): Product[] {
  const value = KEYS[key];
  if (value === undefined) return [...products];
  return [...products].sort((left, right) => (descending ? value(right) - value(left) : value(left) - value(right)));
}

export interface Page {
  readonly rows: readonly Product[];
  readonly number: number;
  readonly total: number;
  readonly finished: boolean;
}

/** Rows of a page this long or longer have gaps. */
const GAPS_FROM = 20;

/**
 * One page. A long one comes with a few rows missing, as on the live gateway (45 to 47 of 50): a short page is not the
 * last one, only `is_finished` and the total say so.
 */
export function pageOf(found: readonly Product[], number: number, size: number): Page {
  const slots = found.slice((number - 1) * size, number * size);
  const rows = size < GAPS_FROM ? slots : slots.filter((product) => draw(`${product.productId}/gap`, 12) !== 0);
  return { rows, number, total: found.length, finished: number * size >= found.length };
}
