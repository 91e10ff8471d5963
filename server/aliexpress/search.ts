import * as z from 'zod/mini';
import { done } from '../../lib/contract/outcome.ts';
import type { ProductSearch, ProductSort, ProductsAnswer } from '../../lib/contract/products.ts';
import type { Call } from './attempt.ts';
import type { GatewayOutcome } from './errors.ts';
import type { Gateway } from './gateway.ts';
import { minorUnits } from './money.ts';
import { readProduct } from './product-entry.ts';
import type { Market } from './products.ts';
import { givenBy, targetOf } from './products.ts';
import { listOf, MaybeCount } from './reply.ts';

/** AliExpress lets nobody see further into a result; narrower price bands do. */
export const MOST_RESULTS = 5_000;

const sorts: Record<ProductSort, string> = {
  price_asc: 'SALE_PRICE_ASC',
  price_desc: 'SALE_PRICE_DESC',
  orders_asc: 'LAST_VOLUME_ASC',
  orders_desc: 'LAST_VOLUME_DESC',
};

const Found = z.object({
  products: z.optional(z.nullable(listOf('product', z.unknown()))),
  current_page_no: MaybeCount,
  total_page_no: MaybeCount,
  total_record_count: MaybeCount,
  is_finished: z.optional(z.nullable(z.union([z.boolean(), z.string()]))),
});
type Found = z.infer<typeof Found>;

type Page = { page: number; pageSize: number };

/**
 * Searches the programme (`aliexpress.affiliate.product.query`, or `hotproduct.query` for hot products, which needs the
 * Advanced package). Nothing found is an empty page, and so is a wrong tracking id: this method does not check it.
 */
export async function searchProducts(
  gateway: Gateway,
  { trackingId, ...search }: ProductSearch & { trackingId: string },
): Promise<GatewayOutcome<ProductsAnswer>> {
  const { country, currency, language, page, pageSize } = search;
  return askForPage(
    gateway,
    { page, pageSize },
    {
      api: search.hot ? 'aliexpress.affiliate.hotproduct.query' : 'aliexpress.affiliate.product.query',
      params: {
        keywords: search.keywords,
        category_ids: search.categoryId,
        min_sale_price: search.minPrice === undefined ? undefined : minorUnits(search.minPrice, currency),
        max_sale_price: search.maxPrice === undefined ? undefined : minorUnits(search.maxPrice, currency),
        sort: search.sort && sorts[search.sort],
        ship_to_country: country,
        page_no: page,
        page_size: pageSize,
        ...targetOf({ currency, language, trackingId }),
      },
    },
  );
}

/** The hot products of a category (`aliexpress.affiliate.hotproduct.download`, Advanced package). */
export async function downloadHotProducts(
  gateway: Gateway,
  {
    categoryId,
    site,
    page,
    pageSize,
    ...market
  }: Market & Page & { categoryId: string; site?: 'global' | 'it_site' | 'es_site' | 'ru_site' | undefined },
): Promise<GatewayOutcome<ProductsAnswer>> {
  return askForPage(
    gateway,
    { page, pageSize },
    {
      api: 'aliexpress.affiliate.hotproduct.download',
      params: {
        category_id: categoryId,
        locale_site: site,
        country: market.country,
        page_no: page,
        page_size: pageSize,
        ...targetOf(market),
      },
    },
  );
}

/**
 * Products like another one or for some words (`aliexpress.affiliate.product.smartmatch`, Advanced package). Without the
 * visitor's device, `productId` or `keywords` decide.
 */
export async function matchProducts(
  gateway: Gateway,
  {
    productId,
    keywords,
    deviceId,
    page,
    ...market
  }: Market & {
    productId?: string | undefined;
    keywords?: string | undefined;
    deviceId?: string | undefined;
    page: number;
  },
): Promise<GatewayOutcome<ProductsAnswer>> {
  return askForPage(
    gateway,
    { page, pageSize: 50 },
    {
      api: 'aliexpress.affiliate.product.smartmatch',
      params: {
        product_id: productId,
        keywords,
        device_id: deviceId,
        country: market.country,
        page_no: page,
        ...targetOf(market),
      },
    },
  );
}

/** Asks for one page of products and turns it into the contract's shape. An entry that cannot be read is left out. */
export async function askForPage(
  gateway: Gateway,
  page: Page,
  call: Pick<Call<Found>, 'api' | 'params'>,
): Promise<GatewayOutcome<ProductsAnswer>> {
  const reply = await gateway.call({ ...call, reply: Found, empty: {} });
  if (!reply.ok) return reply;
  const products = (reply.value.products ?? []).flatMap((raw) => {
    const read = readProduct(raw, givenBy(gateway));
    if (read.ok) return [read.product];
    gateway.log({ event: 'unreadable', api: call.api, place: read.place, raw: `product ${read.productId}` });
    return [];
  });
  return done({ products, ...countsOf(reply.value, page, products.length) });
}

/**
 * Where the page stands. A page may hold fewer than asked for without being the last (45 to 47 of 50 were seen live), so
 * only the counts and `is_finished` tell the end.
 */
function countsOf(
  found: Found,
  { page, pageSize }: Page,
  here: number,
): Pick<ProductsAnswer, 'page' | 'pages' | 'total'> {
  const total = found.total_record_count ?? (page - 1) * pageSize + here;
  const reachable = Math.ceil(Math.min(total, MOST_RESULTS) / pageSize);
  const finished = String(found.is_finished) === 'true';
  return { page: found.current_page_no ?? page, pages: finished ? page : (found.total_page_no ?? reachable), total };
}
