import type { Outcome } from '../contract/outcome.ts';
import { done, failed } from '../contract/outcome.ts';
import { destinationOf, parseAliExpressUrl } from '../product/address.ts';

/** What leaves the browser for an address. */
export type Source = { source: string; productId: string | null };

/**
 * Reduces an address to what may leave the browser: the canonical address of a product, the bare address of another
 * AliExpress page, a share link as it is. Nothing else of what the person visits is sent (rules FX-4, AE-5).
 */
export function sourceFor(url: string): Outcome<Source> {
  const address = destinationOf(parseAliExpressUrl(url));
  switch (address.kind) {
    case 'product':
      return done({ source: address.canonicalUrl, productId: address.productId });
    case 'page':
      return done({ source: address.url, productId: null });
    case 'short-link':
      return address.form === 'share' ? done({ source: address.url, productId: null }) : failed('short_link');
    case 'foreign':
      return failed('not_aliexpress');
  }
}
