/** What an AliExpress page that is not a product shows; `blocked` is the captcha that stands in for any page. */
export type PageKind =
  | 'home'
  | 'search'
  | 'category'
  | 'store'
  | 'campaign'
  | 'cart'
  | 'checkout'
  | 'order'
  | 'account'
  | 'blocked'
  | 'other';

/**
 * First host labels and the beginnings of paths that tell a page, matched against host and path; the first rule that
 * fits wins. Seen up to 2026-11.
 */
const rules: [kind: PageKind, pattern: RegExp][] = [
  ['blocked', /^[^/]+\/punish\/|\/_____tmd_____\//],
  ['account', /^(?:login|oauth|auth|my|home|message|msg|feedback|report|coupon)\./],
  ['account', /^[^/]+\/p\/(?:ug-login-page|message|wish-manage|my-coupons)\//],
  ['order', /^trade\.|^[^/]+\/(?:p\/order|p\/tracking|snapshot)\//],
  ['cart', /^shoppingcart\.|^[^/]+\/p\/shoppingcart\//],
  ['checkout', /^[^/]+\/p\/trade\//],
  ['campaign', /^(?:sale|campaign|group|m?best)\.|^[^/]+\/(?:gcp|ssr|campaign|p\/coin-index)\//],
  ['category', /^[^/]+\/(?:af\/)?category\//],
  ['search', /^[^/]+\/(?:w|wholesale|search|search\.htm|af|popular|premium)\//],
  ['store', /^[^/]+\/store\//],
];

/** Tells the kind of a page on an AliExpress host from its address. */
export function pageKindOf({ hostname, pathname }: URL, onProductHost: boolean): PageKind {
  const place = `${hostname}${pathname}/`;
  const rule = rules.find(([, pattern]) => pattern.test(place));
  return rule?.[0] ?? (onProductHost && pathname === '/' ? 'home' : 'other');
}

/** Parameters without which the page would be another one: the words of a search, the products of a deal page. */
const identifying = /^(?:SearchText|keywords|productIds)$/;

/** The address of a page fit for a source value: https, origin and path, and no query but what tells the page. */
export function cleanPageUrl({ hostname, pathname, searchParams }: URL): string {
  const query = new URLSearchParams([...searchParams].filter(([name]) => identifying.test(name)));
  return `https://${hostname}${pathname}${query.size ? `?${query}` : ''}`;
}
