import { LRUCache } from 'lru-cache';
import { MAX_URL_LENGTH } from '../../lib/contract/links.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import { done, failed } from '../../lib/contract/outcome.ts';
import { destinationOf, parseAliExpressUrl } from '../../lib/product/address.ts';

/** Where a tracked link leads. */
export type Destination = {
  /** What the gateway is asked for. */
  source: string;
  /** The global product id; null for an AliExpress page that is not a product. */
  productId: string | null;
  canonicalUrl: string;
};

/** Addresses whose reading is kept: people press again on the page they are on. */
const REMEMBERED = 10_000;

/** Reads addresses as readDestination does, and remembers the latest. */
export function createDestinationReader(): (url: string) => Outcome<Destination> {
  const known = new LRUCache<string, Outcome<Destination>>({ max: REMEMBERED });
  return (url) => {
    const remembered = known.get(url);
    if (remembered !== undefined) return remembered;
    const read = readDestination(url);
    if (url.length <= MAX_URL_LENGTH) known.set(url, read);
    return read;
  };
}

/**
 * Reads one address of a request. A share link stands for itself: AliExpress may take it or not, and nothing here opens
 * it. A publisher's short link is refused, because it earns for somebody already.
 */
export function readDestination(url: string): Outcome<Destination> {
  if (url.length > MAX_URL_LENGTH) {
    return failed('too_large', {
      message: `This address is longer than ${MAX_URL_LENGTH} characters.`,
      hint: 'Remove everything after the "?" and try again.',
    });
  }
  const address = destinationOf(parseAliExpressUrl(url));
  switch (address.kind) {
    case 'product':
      return page(address.canonicalUrl, address.productId);
    case 'page':
      return page(address.url, null);
    case 'short-link':
      return address.form === 'affiliate' ? failed('short_link') : page(address.url, null);
    case 'foreign':
      return failed('not_aliexpress');
  }
}

function page(canonicalUrl: string, productId: string | null): Outcome<Destination> {
  return done({ source: canonicalUrl, productId, canonicalUrl });
}
