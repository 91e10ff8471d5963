// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { findAddresses } from '../../../lib/product/addresses-in-text.ts';

const A = '1005006123456789';
const B = '32952657927';
const itemA = `https://www.aliexpress.com/item/${A}.html`;
const itemB = `https://de.aliexpress.com/item/Lampe/${B}.html`;

/** What was found, one word each: a product id, or the address of a page or short link. */
function named(text: string): string[] {
  return findAddresses(text).map(({ address }) => (address.kind === 'product' ? address.productId : address.url));
}

describe('the product is found', () => {
  it.each([
    ['alone', itemA],
    ['in a sentence', `Look at ${itemA}, it is cheap.`],
    ['at the end of a sentence', `Look at ${itemA}.`],
    ['before an exclamation', `${itemA}!!!`],
    ['in parentheses', `A lamp (${itemA}) for the desk`],
    ['in angle brackets', `<${itemA}>`],
    ['in quotes', `"${itemA}"`],
    ['in curly quotes', `\u201C${itemA}\u201D and \u00AB${itemA}\u00BB`],
    ['in bold Markdown', `**${itemA}**`],
    ['in a Markdown link', `[a lamp](${itemA}?spm=x "title")`],
    ['in a Markdown link that shows itself', `[${itemA}](${itemA})`],
    ['in a Markdown table without spaces', `|lamp|${itemA}|12|`],
    ['in code', `\`${itemA}\``],
    ['in BBCode', `[url=${itemA}]lamp[/url] [url]${itemA}[/url]`],
    ['in HTML', `<a class="x" href="${itemA}?a=1&amp;b=2">lamp</a>`],
    ['in HTML with single quotes', `<a href='//www.aliexpress.com/item/${A}.html'>lamp</a>`],
    ['in HTML without quotes', `<a href=${itemA}>lamp</a>`],
    ['in escaped HTML', `&lt;a href=&quot;${itemA}&quot;&gt;lamp&lt;/a&gt;`],
    ['in JSON', JSON.stringify({ url: itemA, next: null })],
    ['in JSON with escaped slashes', JSON.stringify({ url: `${itemA}?a=1` }).replaceAll('/', '\\/')],
    ['in JSON inside JSON', JSON.stringify(JSON.stringify({ url: itemA, text: `${itemA}\nmore` }))],
    [
      'in JSON with escaped signs',
      `{"url":"https:\\u002F\\u002Fwww.aliexpress.com\\u002Fitem\\u002F${A}.html\\u003Fa=1\\u0026b"}`,
    ],
    ['in Japanese', `\u5546\u54C1\u306F${itemA}\u3067\u3059\u3002`],
    ['before Japanese punctuation', `\u300C${itemA}\u300D\u3001`],
    ['before a word without a space', `${itemA}\u0442\u043E\u0432\u0430\u0440`],
    ['without a scheme', `see www.aliexpress.com/item/${A}.html, or aliexpress.com/item/${A}.html`],
    ['in capitals', `HTTPS://WWW.ALIEXPRESS.COM/item/${A}.html`],
    ['relative to the protocol', `src: //www.aliexpress.com/item/${A}.html`],
    ['with invisible marks around it', `\u2066${itemA}\u2069 \u200B${itemA}\u200B`],
    ['in a wrapper of a network', `https://alitems.com/g/1e8d/?ulp=${encodeURIComponent(itemA)}`],
    ['behind a label', `link:${itemA} view-source:${itemA} item:www.aliexpress.com/item/${A}.html`],
  ])('%s', (_, text) => {
    expect(named(text)).toEqual([A]);
  });

  it('in the text that the share button of the app makes', () => {
    const text = `I found this on AliExpress: \u20AC12,34 | Desk lamp (2024), USB-C...\nhttps://a.aliexpress.com/_mKjL9Cq`;
    expect(findAddresses(text)).toEqual([
      {
        text: 'https://a.aliexpress.com/_mKjL9Cq',
        address: { kind: 'short-link', form: 'share', url: 'https://a.aliexpress.com/_mKjL9Cq' },
      },
    ]);
  });

  it('with a slug in another script', () => {
    expect(
      named(`\u0441\u043C. https://ru.aliexpress.com/item/\u041B\u0430\u043C\u043F\u0430/${B}.html \u0438`),
    ).toEqual([B]);
  });

  it('with the tag that it carries', () => {
    expect(findAddresses(`<a href="${itemA}?spm=x&amp;aff_fcid=y">`)).toMatchObject([{ address: { tagged: true } }]);
  });
});

describe('several addresses', () => {
  it('are given in their order, each product once', () => {
    const text = `1) ${itemB}?spm=1\n2) ${itemA} - again: m.aliexpress.com/item/${B}.html; https://www.aliexpress.us/item/3256805937142037.html`;
    expect(named(text)).toEqual([B, A]);
  });

  it.each([' ', ',', ';', '|', '', '\n', ')('])('may be divided by "%s"', (divider) => {
    expect(named([itemA, itemB, 'https://s.click.aliexpress.com/e/_DnBZ0rd'].join(divider))).toEqual([
      A,
      B,
      'https://s.click.aliexpress.com/e/_DnBZ0rd',
    ]);
  });

  it('keep their kind', () => {
    const text = `${itemA} https://www.aliexpress.com/store/911061014?spm=x https://ali.click/8ktxm18 https://www.aliexpress.com`;
    expect(findAddresses(text).map(({ address }) => address.kind)).toEqual(['product', 'page', 'short-link', 'page']);
  });

  it('of one search keep the words in brackets', () => {
    expect(named('(https://www.aliexpress.com/wholesale?SearchText=cable+(2m))')).toEqual([
      'https://www.aliexpress.com/wholesale?SearchText=cable+%282m%29',
    ]);
  });
});

it.each([
  ['no address', 'nothing here, 12.50 EUR, a/b, and/or'],
  ['the name of the site', 'I bought it at AliExpress.com. Great shop.'],
  ['a mail address', 'write to help@aliexpress.com/x'],
  ['another shop', 'https://www.example.com/item/1005006123456789.html'],
  [
    'a look-alike',
    'www.aliexpress.com.evil.example/item/1005006123456789.html notaliexpress.com/item/1005006123456789.html',
  ],
  ['a user name in front of another host', 'https://www.aliexpress.com@evil.example/item/1005006123456789.html'],
  ['a back slash before our host', 'https://evil.example\\@www.aliexpress.com/item/1005006123456789.html'],
  ['an address inside another one', `https://translate.example/?u=${itemA} https://archive.example/2020/${itemA}`],
  ['nothing', ''],
])('nothing is found in %s', (_, text) => {
  expect(findAddresses(text)).toEqual([]);
});

const MEBI = 1024 * 1024;

/** In seconds: a tenth on a desktop, with room for a busy runner; anything worse than linear takes minutes. */
const BOUND = 1;

function secondsFor(work: () => void): number {
  const begun = performance.now();
  work();
  return (performance.now() - begun) / 1000;
}

it.each([
  ['https://'],
  ['xhttps://'],
  ['https://aliexpress.com/ '],
  ['//a '],
  ["'//a'"],
  ['a.'],
  ['a.a '],
  ['a-'],
  ['('],
  [')'],
  ['https://aliexpress.com/)'],
  ['https://a.aliexpress.com/?&'],
  ['aliexpress.com/.'],
  ['\\'],
  ['\\/'],
  ['\\u0026'],
  ['&quot;'],
  ['&amp;'],
  [' '],
  ['\u200B'],
  ['\u306F'],
  ['aliexpress.'],
  ['https://star.aliexpress.com/share/share.htm?redirectUrl='],
])('a mebibyte of "%s" takes no longer than a moment', (unit) => {
  const text = unit.repeat(MEBI / unit.length);
  expect(secondsFor(() => findAddresses(text))).toBeLessThan(BOUND);
  expect(secondsFor(() => findAddresses(`https://www.aliexpress.com/${text}`))).toBeLessThan(BOUND);
});

it.each([
  ['products', (index: number) => `aliexpress.com/item/${10 ** 9 + index}`],
  ['pages', (index: number) => `aliexpress.us/${index}`],
  ['addresses that are none', (index: number) => `aliexpress.us:${index}x`],
  ['other shops', (index: number) => `https://a${index}`],
])('a mebibyte of different %s takes no longer than a moment', (_, nth) => {
  const text = Array.from({ length: MEBI / nth(0).length }, (_, index) => nth(index)).join(' ');
  expect(secondsFor(() => findAddresses(text))).toBeLessThan(BOUND);
});

it('no more than the first thousand are given, or as many as were asked for', () => {
  const text = Array.from({ length: 1500 }, (_, index) => `aliexpress.com/item/${10 ** 9 + index}`).join(' ');
  expect(named(text)).toHaveLength(1000);
  expect(findAddresses(text, 2)).toMatchObject([
    { address: { productId: '1000000000' } },
    { address: { productId: '1000000001' } },
  ]);
});
