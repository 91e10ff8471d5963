import type { Category } from './categories.ts';
import { CATEGORIES } from './categories.ts';
import { draw, drawFrom } from './draw.ts';
import type { Currency } from './money.ts';
import { priceSwing } from './programme.ts';

/** What is always the same about a made-up product; all of it follows from the id. */
interface ProductFacts {
  readonly productId: string;
  readonly title: string;
  readonly category: Category;
  readonly storeCurrency: Currency;
  /** US cents. */
  readonly originalCents: number;
  /** Sale price in US cents before its weekly ups and downs. */
  readonly listedCents: number;
  /** Tenths of a percent. */
  readonly commission: number;
  /** Tenths of a percent; 0 for a product that is not hot. */
  readonly hotCommission: number;
  /** Tenths of a percent; undefined while nobody has rated it. */
  readonly rating: number | undefined;
  /** Sales of 30 days. */
  readonly volume: number;
  readonly shopId: number;
  readonly deliveryDays: number;
  readonly platform: 'ALL' | 'PLAZA' | 'TMALL';
  /** Beyond 2^53, as on the live gateway. */
  readonly skuIds: readonly bigint[];
  readonly hasVideo: boolean;
  readonly hasPromoCode: boolean;
}

/** A made-up product at one moment. */
export interface Product extends ProductFacts {
  /** US cents. */
  readonly saleCents: number;
}

const ADJECTIVES = [
  'Portable',
  'Compact',
  'Waterproof',
  'Lightweight',
  'Foldable',
  'Premium',
  'Classic',
  'Mini',
  'Heavy Duty',
  'Adjustable',
  'Quiet',
  'Upgraded',
] as const;

const ENDINGS = [
  'for Home and Travel',
  'with Gift Box',
  '2 pcs',
  'New Version',
  'for Beginners',
  'in Four Colors',
] as const;

export function productOf(productId: string, now: number): Product {
  const facts = shelf().get(productId) ?? factsOf(productId);
  return { ...facts, saleCents: Math.max(1, Math.round(facts.listedCents * priceSwing(productId, now))) };
}

function factsOf(productId: string): ProductFacts {
  const pick = (what: string, below: number) => draw(`${productId}/${what}`, below);
  const category = CATEGORIES[pick('category', CATEGORIES.length)] ?? NO_CATEGORY;
  const originalCents = 199 + pick('price', 19_800);
  const discount = 5 + pick('discount', 70);
  const commission = 30 + pick('commission', 13) * 5;
  return {
    productId,
    title: titleOf(productId, category),
    category,
    storeCurrency: pick('currency', 2) === 0 ? 'CNY' : 'USD',
    originalCents,
    listedCents: (originalCents * (100 - discount)) / 100,
    commission,
    hotCommission: pick('hot', 3) === 0 ? commission + 20 + pick('hot rate', 60) : 0,
    rating: pick('rated', 10) === 0 ? undefined : 800 + pick('rating', 201),
    volume: Math.floor((pick('volume', 1000) / 1000) ** 3 * 20_000),
    shopId: 1_100_000_000 + pick('shop', 400),
    deliveryDays: drawFrom(`${productId}/delivery`, [3, 5, 7, 10]),
    platform: drawFrom(`${productId}/platform`, ['ALL', 'PLAZA', 'TMALL']),
    skuIds: Array.from({ length: 1 + pick('variants', 4) }, (_, index) => skuIdOf(productId, index)),
    hasVideo: pick('video', 3) === 0,
    hasPromoCode: pick('promo code', 3) === 0,
  };
}

const NO_CATEGORY: Category = { id: 0, name: '', parent: { id: 0, name: '' }, things: [] };

function titleOf(productId: string, category: Category): string {
  const thing = category.things[draw(`${productId}/thing`, category.things.length)] ?? '';
  return `${drawFrom(`${productId}/adjective`, ADJECTIVES)} ${thing} ${drawFrom(`${productId}/ending`, ENDINGS)}`;
}

function skuIdOf(productId: string, index: number): bigint {
  return 12_000_000_000_000_000n + BigInt(draw(`${productId}/sku/${index}`, 100_000_000_000_000));
}

const SHELF_SIZE = 600;

/** The products that searches find (their ids end in 7, so none of them is special), in the order of a search without `sort`. */
export const SHELF_IDS: readonly string[] = Array.from(
  { length: SHELF_SIZE },
  (_, index) => `${1_005_004_000_000_007 + draw(`shelf/${index}`, 600_000_000) * 10}`,
);

let facts: ReadonlyMap<string, ProductFacts> | undefined;

/** The facts of the shelf, worked out at the first use: a search looks at every product on it. */
function shelf(): ReadonlyMap<string, ProductFacts> {
  facts ??= new Map(SHELF_IDS.map((productId) => [productId, factsOf(productId)]));
  return facts;
}
