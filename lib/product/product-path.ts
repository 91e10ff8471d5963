import type { HostKind } from './hosts.ts';
import { globalProductId } from './product-id.ts';

/** Paths that end in the product id, as seen up to 2026-11 (`item-id` never as a link of the site itself). */
const pathShapes = {
  'item-id-html': /^\/item\/(\d+)\.html$/,
  'item-id': /^\/item\/(\d+)(?:\/|\.htm)?$/,
  'item-dash-id-html': /^\/item\/-\/(\d+)\.html$/,
  'item-slug-id-html': /^\/item\/[^/]*\/(\d+)\.html$/,
  'i-id-html': /^\/i\/(\d+)\.html$/,
  's-item-id-html': /^\/s\/item\/(\d+)\.html$/,
  'store-product': /^\/store\/product\/[^/]*\/\d+_(\d+)\.html$/,
};

/** Deal pages whose query names the product that they were opened for: `productIds=ID` or `productIds=ID:SKU`. */
const dealShapes = {
  'ssr-productIds': /^\/ssr\/\d+\/[^/]+$/,
  'gcp-productIds': /^\/gcp\/\d+\/[^/]+$/,
  'coin-index-productIds': /^\/p\/coin-index\/index\.html$/,
};

const pathPatterns = entriesOf(pathShapes);
const dealPatterns = entriesOf(dealShapes);

/** Where in an address the product id stands. */
export type ProductShape = keyof typeof pathShapes | keyof typeof dealShapes;

interface NamedProduct {
  productId: string;
  shape: ProductShape;
  /** The sku id, where the place that names the product names its variant as well. */
  variant?: string | undefined;
}

/**
 * The product that an address on a product host names. The path decides; an id in the query counts on deal pages only,
 * since search, cart and message pages carry ids as well.
 */
export function productNamedBy(url: URL, host: HostKind): NamedProduct | undefined {
  for (const [shape, pattern] of pathPatterns) {
    const path = pattern.exec(url.pathname);
    if (!path) continue;
    const productId = globalProductId(path[1] ?? '');
    return productId && (shape !== 's-item-id-html' || host === 'mobile') ? { productId, shape } : undefined;
  }
  const deal = dealPatterns.find(([, pattern]) => pattern.test(url.pathname));
  return deal && productOfDeal(deal[0], url.searchParams.getAll('productIds').join().split(',').filter(Boolean));
}

/** A list of several products names none of them. */
function productOfDeal(shape: ProductShape, entries: string[]): NamedProduct | undefined {
  const [first = '', ...others] = entries;
  const [id = '', variant] = first.split(':');
  const productId = globalProductId(id);
  const same = others.every((entry) => globalProductId(entry.split(':', 1)[0] ?? '') === productId);
  return productId && same ? { productId, shape, variant } : undefined;
}

function entriesOf<Key extends string, Value>(record: Record<Key, Value>): [Key, Value][] {
  return Object.entries(record) as [Key, Value][];
}
