import fc from 'fast-check';
import { productHosts } from '../../../lib/product/hosts.ts';

const hosts = productHosts.flatMap((group) => group.hosts);

/** A host that shows products. */
export const productHost = fc.constantFrom(...hosts);

/** A global id as the site gives them: 9 to 16 digits, below 2^51. */
export const globalId = fc
  .oneof(
    fc.bigInt(100_000_000n, 2n ** 51n - 1n),
    fc.bigInt(1_005_000_000_000_000n, 1_005_019_999_999_999n),
    fc.bigInt(32_000_000_000n, 33_999_999_999n),
    fc.constantFrom(100_000_000n, 2n ** 51n - 1n, 32_567_812_345n),
  )
  .map(String);

/** What stood before the id until about 2019. A segment of dots would be a step in the path. */
const slug = fc.oneof(
  fc.constantFrom('-', 'A-lamp-2024', '1234567890', '%2B', '\u041B\u0430\u043C\u043F\u0430', ''),
  fc.webSegment().filter((segment) => !/^(?:\.|%2e)+$/i.test(segment)),
);

const number = fc.nat({ max: 2 ** 31 - 1 }).map(String);

/** Every path and query that names the product `id` on every product host. */
export function productPath(id: string): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(`/item/${id}.html`, `/item/${id}`, `/item/${id}/`, `/item/${id}.htm`, `/i/${id}.html`),
    slug.map((name) => `/item/${name}/${id}.html`),
    fc.tuple(slug, number).map(([name, store]) => `/store/product/${name}/${store}_${id}.html`),
    fc.tuple(fc.constantFrom('ssr', 'gcp'), number, number).map(([room, page, sku]) => {
      return `/${room}/${page}/BundleDeals2?disableNav=YES&productIds=${id}:1200${sku}`;
    }),
    fc.constant(`/p/coin-index/index.html?productIds=${id}`),
  );
}

/** A path that is not quite one of a product, or only sometimes. */
function strangePath(id: string): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(
      `/item/${id}.html.html`,
      `/item/${id}%2Ehtml`,
      `/item%2F${id}.html`,
      `//item/${id}.html`,
      `/item/../item/${id}.html`,
      `/item/${id}/..`,
      `/item-img/-/${id}.html`,
      `/s/item/${id}.html`,
      `/wholesale?SearchText=${id}&productId=${id}`,
      `/store/group/lamps/1_${id}.html`,
      `/p/trade/confirm.html?objectId=${id}`,
      `/share/share.htm?redirectUrl=https%3A%2F%2Fwww.aliexpress.com%2Fitem%2F${id}.html`,
      `/p/ug-login-page/login.html?returnUrl=%2F%2Faliexpress.ru%2Fitem%2F${id}.html`,
      `/gcp/1/x?productIds=${id},${id}1`,
      '/e/_DnBZ0rd',
      '/_mKjL9Cq',
      '/punish?x5secdata=x',
      '/',
      '',
    ),
    fc.webPath(),
  );
}

const glue = fc.constantFrom(
  '.evil.example',
  '.com',
  '.br',
  '-sale.com',
  '@evil.example',
  ':8443',
  '.',
  '%2eevil.example',
  '\u3002ru',
);

/** Hosts of ours, hosts near ours and hosts that have nothing to do with ours. */
export const anyHost = fc.oneof(
  { arbitrary: productHost, weight: 4 },
  fc.tuple(productHost, glue).map(([host, end]) => host + end),
  fc
    .tuple(fc.constantFrom('evil-', 'evil.', 'x', 'www.', 'user@', 'evil.example\\@', 'evil.example#'), productHost)
    .map(([begin, host]) => begin + host),
  fc
    .tuple(productHost, fc.nat(20), fc.constantFrom('', 'i', 'l', '1', '-', '.', '\u0430', '\u00AD', '\uFF41'))
    .map(([host, at, sign]) => host.slice(0, at) + sign + host.slice(at + 1)),
  fc.constantFrom(
    's.click.aliexpress.com',
    'a.aliexpress.com',
    's.aliexpress.com',
    'ali.click',
    'star.aliexpress.com',
    'login.aliexpress.com',
    'ugreen.es.aliexpress.com',
    'us.aliexpress.com',
    'alitems.com',
    'tc.tradetracker.net',
  ),
  fc.domain(),
);

const scheme = fc.constantFrom(
  'https://',
  'https://',
  'https://',
  'https://',
  'http://',
  'HTTPS://',
  'https:/',
  'https:',
  '//',
  '',
  ' https://',
  'ftp://',
  'javascript://',
);

const query = fc.oneof(
  fc.constantFrom('', '?', '?spm=x', '&amp;sku_id=12000049142896049', '?aff_fcid=x', '#nav', '?_t=1#0#1&sk=_DnBZ0rd'),
  fc.webQueryParameters().map((words) => `?${words}`),
);

/** Addresses of products, and what comes near them: one part is wrong, or none, or several. */
export const nearMiss = fc
  .tuple(
    scheme,
    anyHost,
    globalId.chain((id) => fc.oneof(productPath(id), strangePath(id))),
    query,
  )
  .map((parts) => parts.join(''));

/** One sign of a text changed, dropped or doubled. */
export function damaged(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const sign = fc.oneof(
    fc.constantFrom('', '/', '\\', '@', '.', '%', '?', '#', ':', '0', '\u0000', '\uD800'),
    fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
  );
  return fc.tuple(text, fc.nat(), sign, fc.constantFrom(0, 1)).map(([whole, where, replacement, width]) => {
    const at = where % (whole.length + 1);
    return whole.slice(0, at) + replacement + whole.slice(at + width);
  });
}
