import * as z from 'zod/mini';
import { Failure } from './failure.ts';
import { Country, MAX_URLS, TrackingId } from './links.ts';

/** A decimal amount as text, so that nothing is rounded, and its ISO 4217 code. */
export const Money = z.object({
  amount: z.string().check(z.regex(/^\d+(\.\d+)?$/)),
  currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
});
export type Money = z.infer<typeof Money>;

export const ProductId = z.string().check(z.regex(/^\d{6,19}$/));

export const Product = z.object({
  productId: z.string(),
  title: z.string(),
  /** The canonical address. */
  url: z.string(),
  imageUrl: z.string(),
  imageUrls: z.array(z.string()),
  salePrice: Money,
  originalPrice: Money,
  discountPercent: z.number(),
  ratingPercent: z.nullable(z.number()),
  ordersLast30Days: z.nullable(z.int()),
  commission: z.object({ ratePercent: z.number(), hotRatePercent: z.nullable(z.number()), estimate: Money }),
  shop: z.nullable(z.object({ id: z.string(), name: z.string(), url: z.string() })),
  category: z.nullable(z.object({ id: z.string(), name: z.string() })),
  /** ISO 8601, UTC: when the gateway said so. */
  fetchedAt: z.string(),
  sandbox: z.boolean(),
});
export type Product = z.infer<typeof Product>;

const Currency = z.string().check(z.regex(/^[A-Z]{3}$/));
const Language = z.string().check(z.regex(/^[A-Za-z]{2}$/));

export const ProductQuery = z.object({
  country: z.optional(Country),
  currency: z._default(Currency, 'USD'),
  language: z._default(Language, 'EN'),
  trackingId: z.optional(TrackingId),
});
export type ProductQuery = z.infer<typeof ProductQuery>;

/** Entries of one `POST /v1/products`: as many products as links, so that a request for links needs one beside it. */
export const MAX_LOOKUP = MAX_URLS;

/** `productIds` may be global or US ids. What is wrong with one of them is that entry's result. */
export const ProductLookup = z.extend(ProductQuery, {
  productIds: z.array(z.string()).check(z.minLength(1), z.maxLength(MAX_LOOKUP)),
});
export type ProductLookup = z.infer<typeof ProductLookup>;

export const ProductResult = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), input: z.string(), product: Product }),
  z.object({ ok: z.literal(false), input: z.string(), ...Failure.shape }),
]);
export type ProductResult = z.infer<typeof ProductResult>;

/** Same length and order as `productIds` of the request. */
export const ProductLookupAnswer = z.object({ products: z.array(ProductResult) });
export type ProductLookupAnswer = z.infer<typeof ProductLookupAnswer>;

export const ProductSort = z.enum(['price_asc', 'price_desc', 'orders_asc', 'orders_desc']);
export type ProductSort = z.infer<typeof ProductSort>;

const Price = z.coerce.number().check(z.gte(0), z.lte(1_000_000));

/** Prices are in units of `currency`, as a person would say them: 12.5 is twelve and a half dollars. */
export const ProductSearch = z.extend(ProductQuery, {
  keywords: z.optional(z.string().check(z.maxLength(200))),
  categoryId: z.optional(z.string().check(z.regex(/^\d{1,19}$/))),
  minPrice: z.optional(Price),
  maxPrice: z.optional(Price),
  sort: z.optional(ProductSort),
  page: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(100)), 1),
  pageSize: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(50)), 20),
  /** Search the hot products, which pay more; their permission package is granted by hand. */
  hot: z._default(z.stringbool(), false),
});
export type ProductSearch = z.infer<typeof ProductSearch>;

export const ProductsAnswer = z.object({
  products: z.array(Product),
  page: z.int(),
  pages: z.int(),
  total: z.int(),
});
export type ProductsAnswer = z.infer<typeof ProductsAnswer>;

export const CategoriesAnswer = z.object({
  categories: z.array(z.object({ id: z.string(), name: z.string(), parentId: z.optional(z.string()) })),
});
export type CategoriesAnswer = z.infer<typeof CategoriesAnswer>;
