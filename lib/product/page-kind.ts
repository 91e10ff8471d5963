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

/** First host labels and first path segments that tell a page; the first rule that fits wins. Seen up to 2026-11. */
const rules: { kind: PageKind; hosts?: string; paths?: string }[] = [
  { kind: 'blocked', paths: 'punish' },
  {
    kind: 'account',
    hosts: 'login oauth auth my home message msg feedback report coupon',
    paths: 'p/ug-login-page p/message p/wish-manage p/my-coupons',
  },
  { kind: 'order', hosts: 'trade', paths: 'p/order p/tracking snapshot' },
  { kind: 'cart', hosts: 'shoppingcart', paths: 'p/shoppingcart' },
  { kind: 'checkout', paths: 'p/trade' },
  { kind: 'campaign', hosts: 'sale campaign group best mbest', paths: 'gcp ssr campaign p/coin-index' },
  { kind: 'category', paths: 'category af/category' },
  { kind: 'search', paths: 'w wholesale search search.htm af popular premium' },
  { kind: 'store', paths: 'store' },
];

/** Tells the kind of a page on an AliExpress host from its address. */
export function pageKindOf({ hostname, pathname }: URL, onProductHost: boolean): PageKind {
  if (pathname.includes('/_____tmd_____/')) return 'blocked';
  const label = hostname.split('.', 1)[0] ?? '';
  const path = `${pathname}/`;
  const rule = rules.find(
    ({ hosts = '', paths = '' }) =>
      hosts.split(' ').includes(label) || paths.split(' ').some((start) => start && path.startsWith(`/${start}/`)),
  );
  return rule?.kind ?? (onProductHost && pathname === '/' ? 'home' : 'other');
}

/** Parameters without which the page would be another one: the words of a search, the products of a deal page. */
const identifying = /^(?:SearchText|keywords|productIds)$/;

/** The address of a page fit for a source value: https, origin and path, and no query but what tells the page. */
export function cleanPageUrl({ hostname, pathname, searchParams }: URL): string {
  const query = new URLSearchParams([...searchParams].filter(([name]) => identifying.test(name)));
  return `https://${hostname}${pathname}${query.size ? `?${query}` : ''}`;
}
