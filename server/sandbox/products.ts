import * as z from 'zod';
import type { Product } from './catalogue.ts';
import { productOf } from './catalogue.ts';
import type { Answer } from './envelope.ts';
import { succeeded, withRespCode } from './envelope.ts';
import { defineMethod } from './method.ts';
import type { Currency } from './money.ts';
import { commaList, country, digits, idList, paging, presentation, productId } from './parameters.ts';
import { productFields } from './product-fields.ts';
import { isInProgramme } from './programme.ts';
import type { Page, SearchFilter } from './search.ts';
import { pageOf, search, sorted } from './search.ts';
import type { GatewayState } from './state.ts';
import type { Wire } from './wire.ts';
import { WireCount, WireList } from './wire.ts';

interface Shown {
  readonly target_currency: Currency;
  readonly target_language: string;
  readonly tracking_id?: string | undefined;
}

/** Products of one call (method page of productdetail.get). */
const MAX_PRODUCT_IDS = 50;

/** `aliexpress.affiliate.productdetail.get`: unknown products and those outside the programme are left out. */
export const productDetailGet = defineMethod({
  package: 'standard',
  params: z.object({ ...presentation, product_ids: idList(MAX_PRODUCT_IDS), country: country.optional() }),
  answer: (params, state) => {
    const products = [...new Set(params.product_ids)].filter(isInProgramme).map((id) => productOf(id, state.now()));
    if (products.length === 0) return withRespCode(405);
    return succeeded({
      current_record_count: new WireCount(products.length),
      products: new WireList('product', show(products, params, state)),
    });
  },
});

const SEARCH_SORTS: Readonly<Record<string, readonly [key: string, descending: boolean]>> = {
  SALE_PRICE_ASC: ['price', false],
  SALE_PRICE_DESC: ['price', true],
  LAST_VOLUME_ASC: ['volume', false],
  LAST_VOLUME_DESC: ['volume', true],
};

const MAX_PRICE = 999_999_999;

const searchParams = z.object({
  ...presentation,
  ...paging,
  category_ids: commaList(50).optional(),
  keywords: z.string().optional(),
  min_sale_price: digits(0, MAX_PRICE).optional(),
  max_sale_price: digits(0, MAX_PRICE).optional(),
  platform_product_type: z.enum(['ALL', 'PLAZA', 'TMALL']).optional(),
  sort: z.enum(Object.keys(SEARCH_SORTS)).optional(),
  delivery_days: z.enum(['3', '5', '7', '10']).transform(Number).optional(),
  ship_to_country: country.optional(),
  promotion_name: z.string().optional(),
});

function answerSearch(params: z.infer<typeof searchParams>, state: GatewayState, hotOnly: boolean): Answer {
  const filter: SearchFilter = {
    hotOnly,
    keywords: params.keywords,
    categoryIds: params.category_ids,
    minPrice: params.min_sale_price,
    maxPrice: params.max_sale_price,
    currency: params.target_currency,
    deliveryDays: params.delivery_days,
    platform: params.platform_product_type,
    promotion: params.promotion_name,
  };
  const [key, descending] = SEARCH_SORTS[params.sort ?? ''] ?? ['', false];
  const found = sorted(search(filter, state.now()), key, descending);
  return list(pageOf(found, params.page_no, params.page_size), params, state);
}

/** `aliexpress.affiliate.product.query`. */
export const productQuery = defineMethod({
  package: 'standard',
  params: searchParams,
  answer: (params, state) => answerSearch(params, state, false),
});

/** `aliexpress.affiliate.hotproduct.query` (docId 700). */
export const hotProductQuery = defineMethod({
  package: 'advanced',
  params: searchParams,
  answer: (params, state) => answerSearch(params, state, true),
});

/** `aliexpress.affiliate.hotproduct.download` (docId 706). */
export const hotProductDownload = defineMethod({
  package: 'advanced',
  params: z.object({
    ...presentation,
    ...paging,
    category_id: z.string(),
    locale_site: z.enum(['global', 'it_site', 'es_site', 'ru_site']).optional(),
    country: country.optional(),
  }),
  answer: (params, state) => {
    const filter = { hotOnly: true, categoryIds: [params.category_id], currency: params.target_currency };
    return list(pageOf(search(filter, state.now()), params.page_no, params.page_size), params, state);
  },
});

/** Rows of one page of recommendations. */
const MATCHES_A_PAGE = 10;

/**
 * `aliexpress.affiliate.product.smartmatch` (docId 705). The text of the document lets device_id be empty: then the
 * product or the keywords decide.
 */
export const productSmartMatch = defineMethod({
  package: 'advanced',
  params: z
    .object({
      ...presentation,
      page_no: paging.page_no,
      device_id: z.string().optional(),
      product_id: productId.optional(),
      keywords: z.string().optional(),
      country: country.optional(),
    })
    .refine((params) => params.device_id ?? params.product_id ?? params.keywords, { path: ['device_id'] }),
  answer: (params, state) => {
    const like = params.product_id === undefined ? undefined : productOf(params.product_id, state.now());
    const filter: SearchFilter = {
      keywords: params.keywords,
      categoryIds: like && [`${like.category.id}`],
      currency: params.target_currency,
    };
    return list(pageOf(search(filter, state.now()), params.page_no, MATCHES_A_PAGE), params, state);
  },
});

/** A page of products. A tracking id that is not the publisher's makes it empty; that is not an error. */
export function list(page: Page, shown: Shown, state: GatewayState): Answer {
  const isForeign = shown.tracking_id !== undefined && !state.trackingIds.has(shown.tracking_id);
  if (page.rows.length === 0 && !isForeign) return withRespCode(405);
  const rows = isForeign ? [] : page.rows;
  return succeeded({
    current_page_no: new WireCount(page.number),
    current_record_count: new WireCount(rows.length),
    total_record_count: new WireCount(isForeign ? 0 : page.total),
    is_finished: isForeign || page.finished,
    products: new WireList('product', show(rows, shown, state)),
  });
}

function show(products: readonly Product[], shown: Shown, state: GatewayState): Wire[] {
  const linked = shown.tracking_id === undefined || state.trackingIds.has(shown.tracking_id);
  const presented = { currency: shown.target_currency, language: shown.target_language, linked };
  return products.map((product) => productFields(product, presented));
}
