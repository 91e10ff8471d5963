// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { destinationOf, parseAliExpressUrl } from '../../../lib/product/address.ts';

const ITEM = 'https://www.aliexpress.com/item/1005006123456789.html';
const product = { kind: 'product', productId: '1005006123456789', canonicalUrl: ITEM };

describe('a product', () => {
  it.each([
    ['https://www.aliexpress.com/item/1005006123456789.html', 'item-id-html', 'desktop'],
    ['https://aliexpress.com/item/1005006123456789', 'item-id', 'desktop'],
    ['https://pt.aliexpress.com/item/1005006123456789/', 'item-id', 'language'],
    ['https://ko.aliexpress.com/item/1005006123456789.htm', 'item-id', 'language'],
    ['https://de.aliexpress.com/item/Lampe-2024/1005006123456789.html', 'item-slug-id-html', 'language'],
    ['https://de.aliexpress.com/item//1005006123456789.html', 'item-slug-id-html', 'language'],
    ['https://es.aliexpress.com/item/-/1005006123456789.html', 'item-dash-id-html', 'language'],
    ['https://hz.aliexpress.com/i/1005006123456789.html', 'i-id-html', 'legacy'],
    ['https://hz.ru.aliexpress.com/item/slug/1005006123456789.html', 'item-slug-id-html', 'legacy'],
    ['https://m.es.aliexpress.com/s/item/1005006123456789.html#autostay', 's-item-id-html', 'mobile'],
    ['https://m.aliexpress.ru/item/1005006123456789.html', 'item-id-html', 'mobile'],
    ['https://www.aliexpress.com/store/product/A-lamp/1630416_1005006123456789.html', 'store-product', 'desktop'],
    ['https://www.aliexpress.us/item/3256805937142037.html', 'item-id-html', 'us'],
    ['https://aliexpress.us/item/1005006123456789.html', 'item-id-html', 'us'],
    ['https://aliexpress.ru/item/1005006123456789.html', 'item-id-html', 'ru'],
    ['https://www.aliexpress.com/gcp/300000512/nn?productIds=1005006123456789', 'gcp-productIds', 'desktop'],
    ['https://www.aliexpress.us/ssr/300000512/BundleDeals3?productIds=3256805937142037%3A1', 'ssr-productIds', 'us'],
    ['https://m.aliexpress.com/p/coin-index/index.html?productIds=1005006123456789', 'coin-index-productIds', 'mobile'],
    ['https://www.aliexpress.com/gcp/300000512/nn?productIds=1005006123456789,', 'gcp-productIds', 'desktop'],
    [
      'https://www.aliexpress.com/gcp/3/nn?productIds=1005006123456789,3256805937142037&productIds=1005006123456789',
      'gcp-productIds',
      'desktop',
    ],
  ])('is known from %s', (address, shape, hostKind) => {
    expect(parseAliExpressUrl(address)).toEqual({ ...product, shape, hostKind, tagged: false });
  });

  it.each([
    ['without a scheme', 'www.aliexpress.com/item/1005006123456789.html'],
    ['without a scheme, with a port', 'www.aliexpress.com:443/item/1005006123456789.html'],
    ['relative to the protocol', '//www.aliexpress.com/item/1005006123456789.html'],
    ['in capitals', 'HTTPS://WWW.ALIEXPRESS.COM/item/1005006123456789.html'],
    ['with space around it', '\n\t https://www.aliexpress.com/item/1005006123456789.html \r\n'],
    ['with a byte order mark', '\uFEFFhttps://www.aliexpress.com/item/1005006123456789.html'],
    ['with invisible marks around it', '\u200E\u200Bhttps://www.aliexpress.com/item/1005006123456789.html\u2069'],
    ['with a line break from a mail', 'https://www.aliexpress.com/item/\r\n1005006123456789.html'],
    ['over http', 'http://www.aliexpress.com/item/1005006123456789.html'],
    ['with back slashes', 'https:\\\\www.aliexpress.com\\item\\1005006123456789.html'],
  ])('is known when pasted %s', (_, text) => {
    expect(parseAliExpressUrl(text)).toMatchObject(product);
  });

  it.each([
    ['sku_id', '?sku_id=12000049142896049'],
    ['selectedSkuId', '?spm=a.b.c&amp;selectedSkuId=12000049142896049'],
    ['pdp_ext_f', '?pdp_ext_f=%7B%22sku_id%22%3A%2212000049142896049%22%7D'],
    ['sku_id in HTML that was escaped twice', '?spm=a.b.c&amp;amp;sku_id=12000049142896049'],
    ['sku_id behind a bare # in a tracker', '?_t=tpp_buckets:668#0#131923&sku_id=12000049142896049'],
  ])('tells the variant chosen with %s', (_, query) => {
    expect(parseAliExpressUrl(ITEM + query)).toMatchObject({ ...product, variant: '12000049142896049' });
  });

  it('takes no variant from a value that is no sku id', () => {
    expect(parseAliExpressUrl(`${ITEM}?sku_id=abc`)).not.toHaveProperty('variant');
  });

  it.each([
    ['a list of several products', 'productIds=1005006123456789,1005006123456790'],
    ['two different values', 'productIds=1005006123456789&productIds=1005006123456790'],
    ['a list with something else in it', 'productIds=1005006123456789,none'],
    ['no value', 'productIds='],
  ])('is not guessed on a deal page with %s', (_, query) => {
    expect(parseAliExpressUrl(`https://www.aliexpress.com/gcp/300000512/nn?${query}`)).toMatchObject({
      kind: 'page',
      page: 'campaign',
    });
  });

  it.each([
    'https://www.aliexpress.com/s/item/1005006123456789.html',
    'https://www.aliexpress.com/i/item/1005006123456789.html',
    'https://www.aliexpress.com/i/1005006123456789',
    'https://www.aliexpress.com/product/1005006123456789.html',
    'https://www.aliexpress.com/item/slug/1005006123456789',
    'https://www.aliexpress.com/item/1/2/1005006123456789.html',
    'https://www.aliexpress.com/item/%31005006123456789.html',
    'https://www.aliexpress.com/item/\uFF11005006123456789.html',
    'https://www.aliexpress.com/item/01005006123456789.html',
    'https://www.aliexpress.com/item/12345678.html',
    'https://www.aliexpress.com/item/1630416_1005006123456789.html',
    'https://www.aliexpress.com/store/product/1630416_1005006123456789.html',
    'https://www.aliexpress.com/store/product/slug/1005006123456789.html',
    'https://www.aliexpress.com/store/group/slug/528282_501029293.html',
    'https://www.aliexpress.com/wholesale?SearchText=x&productId=32820879256',
    'https://us.aliexpress.com/item/1005006123456789.html',
    'https://sv.aliexpress.com/item/1005006123456789.html',
    'https://m.xx.aliexpress.com/item/1005006123456789.html',
    'https://ugreen.aliexpress.com/item/1005006123456789.html',
    'https://best.aliexpress.com/item/1005006123456789.html',
  ])('is not seen in %s', (address) => {
    expect(parseAliExpressUrl(address)).toMatchObject({ kind: 'page' });
  });
});

describe('an address outside AliExpress', () => {
  it.each([
    ['https://user@www.aliexpress.com/item/1005006123456789.html', 'odd-address'],
    ['https://user:word@www.aliexpress.com/item/1005006123456789.html', 'odd-address'],
    ['https://www.aliexpress.com:8443/item/1005006123456789.html', 'odd-address'],
    ['https://s.click.aliexpress.com:8080/e/_DnBZ0rd', 'odd-address'],
    ['www.aliexpress.com@evil.example/item/1005006123456789.html', 'not-an-address'],
    ['https://www.aliexpress.com.evil.example/item/1005006123456789.html', 'look-alike'],
    ['https://notaliexpress.com/item/1005006123456789.html', 'look-alike'],
    ['https://aliexpress.com.ru/item/1005006123456789.html', 'look-alike'],
    ['https://www.aliexpress.com\u3002evil.example/item/1005006123456789.html', 'look-alike'],
    ['https://evil.example/item/1005006123456789.html', 'other-host'],
    ['https://evil.example/https://www.aliexpress.com/item/1005006123456789.html', 'other-host'],
    ['https://constructor/', 'other-host'],
    ['https://__proto__/e/_DnBZ0rd', 'other-host'],
    ['https://ali.click/', 'other-host'],
    ['data:text/html,https://www.aliexpress.com/item/1005006123456789.html', 'not-an-address'],
    ['blob:https://www.aliexpress.com/item/1005006123456789.html', 'not-an-address'],
    ['look: https://www.aliexpress.com/item/1005006123456789.html', 'not-an-address'],
    ['1005006123456789', 'not-an-address'],
    ['https://[::1', 'not-an-address'],
    ['https://www.aliexpress.com:99999/', 'not-an-address'],
  ])('is refused with its reason: %s', (address, reason) => {
    expect(parseAliExpressUrl(address)).toEqual({ kind: 'foreign', reason });
  });
});

describe('a page', () => {
  it.each([
    ['https://www.aliexpress.com/?spm=a2g0o', 'home', 'https://www.aliexpress.com/'],
    ['http://fr.aliexpress.com', 'home', 'https://fr.aliexpress.com/'],
    [
      'https://www.aliexpress.com/w/wholesale-lamp.html?spm=x',
      'search',
      'https://www.aliexpress.com/w/wholesale-lamp.html',
    ],
    [
      'https://www.aliexpress.com/wholesale?catId=0&SearchText=usb+c&spm=x',
      'search',
      'https://www.aliexpress.com/wholesale?SearchText=usb+c',
    ],
    [
      'https://www.aliexpress.com/category/5090301/phones.html?site=glo',
      'category',
      'https://www.aliexpress.com/category/5090301/phones.html',
    ],
    ['https://www.aliexpress.com/af/category/44.html', 'category', 'https://www.aliexpress.com/af/category/44.html'],
    ['https://ugreen.aliexpress.com/store/301635?spm=x', 'store', 'https://ugreen.aliexpress.com/store/301635'],
    ['https://sale.aliexpress.com/__pc/choice.htm?x=1', 'campaign', 'https://sale.aliexpress.com/__pc/choice.htm'],
    [
      'https://www.aliexpress.com/p/shoppingcart/index.html?x=1',
      'cart',
      'https://www.aliexpress.com/p/shoppingcart/index.html',
    ],
    ['https://shoppingcart.aliexpress.com/shopcart.htm', 'cart', 'https://shoppingcart.aliexpress.com/shopcart.htm'],
    [
      'https://www.aliexpress.com/p/trade/confirm.html?objectId=1005006123456789&skuId=1',
      'checkout',
      'https://www.aliexpress.com/p/trade/confirm.html',
    ],
    [
      'https://www.aliexpress.com/p/order/index.html?orderId=8190000000000001',
      'order',
      'https://www.aliexpress.com/p/order/index.html',
    ],
    [
      'https://www.aliexpress.com/p/wish-manage/index.html',
      'account',
      'https://www.aliexpress.com/p/wish-manage/index.html',
    ],
    ['https://www.aliexpress.com/punish?x5secdata=abc', 'blocked', 'https://www.aliexpress.com/punish'],
    [
      'https://www.aliexpress.com/item/1005006123456789.html/_____tmd_____/punish?x5secdata=abc',
      'blocked',
      'https://www.aliexpress.com/item/1005006123456789.html/_____tmd_____/punish',
    ],
    ['https://www.aliexpress.com/item/rep.html', 'other', 'https://www.aliexpress.com/item/rep.html'],
  ])('has its kind and an address without the visitor in it: %s', (address, page, url) => {
    expect(parseAliExpressUrl(address)).toEqual({ kind: 'page', page, url, tagged: false });
  });
});

describe('a short link', () => {
  it.each([
    ['https://s.click.aliexpress.com/e/_DnBZ0rd?x=1', 'affiliate', 'https://s.click.aliexpress.com/e/_DnBZ0rd'],
    ['http://s.click.aliexpress.com/e/bNlA6rea', 'affiliate', 'https://s.click.aliexpress.com/e/bNlA6rea'],
    [
      'https://s.click.aliexpress.com/deep_link.htm?aff_short_key=E276Qnm&dl_target_url=https%3A%2F%2Fbest.aliexpress.com',
      'affiliate',
      'https://s.click.aliexpress.com/deep_link.htm?aff_short_key=E276Qnm&dl_target_url=https%3A%2F%2Fbest.aliexpress.com',
    ],
    ['a.aliexpress.com/_mKjL9Cq', 'share', 'https://a.aliexpress.com/_mKjL9Cq'],
    ['https://a.aliexpress.com/7fIJz6NR', 'share', 'https://a.aliexpress.com/7fIJz6NR'],
    ['http://s.aliexpress.com/7fIJz6NR?fromSns=Copy', 'share', 'https://s.aliexpress.com/7fIJz6NR'],
    ['https://ali.click/8ktxm18', 'share', 'https://ali.click/8ktxm18'],
  ])('is told by its code: %s', (address, form, url) => {
    expect(parseAliExpressUrl(address)).toEqual({ kind: 'short-link', form, url });
  });

  it.each(['https://a.aliexpress.com/', 'https://s.click.aliexpress.com/e/', 'https://s.aliexpress.com/item/1.html'])(
    'needs a code: %s',
    (address) => {
      expect(parseAliExpressUrl(address)).toMatchObject({ kind: 'page', page: 'other' });
    },
  );
});

describe('somebody else’s tag', () => {
  it.each([
    'aff_fcid=2c1-1700000000000-04141-_DnBZ0rd',
    'tt=CPS_NORMAL&aff_fsk=_DnBZ0rd',
    'aff_trace_key=a4e4cf0c-1525287588911-03816-VnYZvQVf',
    'aff_short_key=ZfIyN3R',
    'sk=_DnBZ0rd',
    'mall_affr=pr3',
    'af=137322',
    'spm=a&amp;cv=47843',
    '_t=tpp_buckets:668#0#131923&aff_fcid=x',
  ])('is reported for %s', (query) => {
    expect(parseAliExpressUrl(`${ITEM}?${query}`)).toMatchObject({ ...product, tagged: true });
    expect(parseAliExpressUrl(`https://www.aliexpress.com/?${query}`)).toMatchObject({ kind: 'page', tagged: true });
  });

  it.each([
    'spm=a2g0o.productlist.main.1&algo_pvid=1&pdp_npi=X&gatewayAdapt=glo2usa',
    'aff_platform=msite&aff_trace_key=',
    'src=google&aff_platform=google&aff_short_key=UneMJZVf',
    'aff_trace_key=7a01b996-1528291087457-05433-UneMJZVf&aff_platform=msite',
    'cpt=1520539936196&terminal_id=X&tracelog=ws_topbar&trace=wwwdetail2mobilesitedetail',
    'shortkey=EZBbe632&addresstype=600',
    'cv=&dp=&sk=',
  ])('is not read into %s', (query) => {
    expect(parseAliExpressUrl(`${ITEM}?${query}`)).toMatchObject({ ...product, tagged: false });
  });
});

describe('a wrapper', () => {
  const inner = encodeURIComponent(`${ITEM}?spm=x`);

  it('of the share button is the product that it shares', () => {
    expect(parseAliExpressUrl(`https://star.aliexpress.com/share/share.htm?redirectUrl=${inner}`)).toMatchObject({
      ...product,
      wrapped: 'share',
      tagged: false,
    });
  });

  it('of the share button may hold a page or a short link', () => {
    const share = (url: string) =>
      parseAliExpressUrl(`https://star.aliexpress.com/share/share.htm?redirectUrl=${encodeURIComponent(url)}`);
    expect(share('https://sale.aliexpress.com/invite.htm?code=X')).toMatchObject({ kind: 'page', page: 'campaign' });
    expect(share('https://a.aliexpress.com/_mKjL9Cq')).toMatchObject({ kind: 'short-link', wrapped: 'share' });
  });

  it.each([
    ['login', `https://login.aliexpress.com/?return_url=${inner}`],
    ['login', `https://login.aliexpress.us/sync_cookie_read.htm?xman_goto=${inner}`],
    ['login', `https://www.aliexpress.com/p/ug-login-page/login.html?returnUrl=${inner}`],
    ['network', `https://alitems.com/g/1e8d/?ulp=${inner}`],
    ['network', `https://ad.admitad.com/g/1e8d/?subid=x&ulp=${inner}`],
    ['network', `https://tc.tradetracker.net/?c=15640&r=&u=${inner}`],
  ])('of kind %s is not the product, but leads to it: %s', (wrapper, address) => {
    const parsed = parseAliExpressUrl(address);
    const target = { ...product, wrapped: wrapper, tagged: wrapper === 'network' };
    expect(parsed).toMatchObject({ kind: 'wrapper', wrapper, target });
    expect(destinationOf(parsed)).toMatchObject(target);
  });

  it('hands on a tag that stands outside of it', () => {
    const address = `https://star.aliexpress.com/share/share.htm?aff_fcid=x&redirectUrl=${inner}`;
    expect(parseAliExpressUrl(address)).toMatchObject({ ...product, tagged: true });
  });

  it('is opened once only', () => {
    const login = `https://login.aliexpress.com/?return=${inner}`;
    expect(parseAliExpressUrl(`https://login.aliexpress.com/?return=${encodeURIComponent(login)}`)).toMatchObject({
      kind: 'wrapper',
      target: { kind: 'page', page: 'account', url: 'https://login.aliexpress.com/' },
    });
  });

  it.each([
    ['https://login.aliexpress.com/?return=https%3A%2F%2Fevil.example%2F', { kind: 'page', page: 'account' }],
    ['https://star.aliexpress.com/share/share.htm?redirectUrl=javascript%3A1', { kind: 'page', page: 'other' }],
    ['https://alitems.com/g/1e8d/?ulp=https%3A%2F%2Fwww.example.com', { kind: 'foreign', reason: 'other-host' }],
    ['https://alitems.com/g/1e8d/', { kind: 'foreign', reason: 'other-host' }],
    [`https://user@login.aliexpress.com/?return=${inner}`, { kind: 'foreign', reason: 'odd-address' }],
    [`https://login.aliexpress.com.evil.example/?return=${inner}`, { kind: 'foreign', reason: 'look-alike' }],
  ])('around something else is judged as it stands: %s', (address, verdict) => {
    expect(parseAliExpressUrl(address)).toMatchObject(verdict);
  });
});
