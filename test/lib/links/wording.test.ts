import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Product } from '../../../lib/contract/products.ts';
import { pasteAddress } from '../../../lib/links/address.ts';
import { defuse } from '../../../lib/links/defuse.ts';
import { factsOf } from '../../../lib/links/facts.ts';
import { MAX_TITLE, visible, visibleTitle } from '../../../lib/links/visible.ts';
import { knownLocale, wordFacts } from '../../../lib/links/wording.ts';
import { everything, LINK, linkOnly, usEnglish } from './sample.ts';

describe('the words of a post', () => {
  test('follow the locale: money, numbers, percent and date', () => {
    const { values, phrases } = wordFacts(
      { ...everything, price: { amount: '1234.5', currency: 'EUR' }, was: { amount: '2000', currency: 'EUR' } },
      { locale: 'de-DE', timeZone: 'UTC' },
    );
    expect(values.price).toBe('1.234,50\u00a0\u20ac');
    expect(values.was).toBe('2.000,00\u00a0\u20ac');
    expect(values.discount).toBe('-54\u00a0%');
    expect(values.rating).toBe('93,9\u00a0%');
    expect(values.orders).toBe('10.235');
    expect(values.date).toBe('22.11.2026');
    expect(phrases.sold).toBe('# verkauft');
  });

  test('keep every digit of an amount', () => {
    const price = { amount: '9007199254740993.07', currency: 'USD' };
    expect(wordFacts({ ...linkOnly, price }, usEnglish).values.price).toBe('$9,007,199,254,740,993.07');
  });

  test('show a currency without fractions without them', () => {
    const price = { amount: '1500', currency: 'JPY' };
    expect(wordFacts({ ...linkOnly, price }, { locale: 'ja-JP' }).values.price).toBe('\uffe51,500');
  });

  test.each([
    ['lower than the price', { amount: '10', currency: 'USD' }],
    ['the same as the price', { amount: '15.680', currency: 'USD' }],
    ['in another currency', { amount: '33.81', currency: 'EUR' }],
  ])('leave out a former price that is %s, and its discount', (_name, was) => {
    const { values } = wordFacts({ ...everything, was }, usEnglish);
    expect([values.was, values.discount]).toEqual(['', '']);
  });

  test('never tell the commission', () => {
    const product: Product = {
      productId: '1005006123456789',
      title: 'Cable',
      url: 'https://www.aliexpress.com/item/1005006123456789.html',
      imageUrl: 'https://ae01.alicdn.com/kf/S1.jpg',
      imageUrls: [],
      salePrice: { amount: '15.68', currency: 'USD' },
      originalPrice: { amount: '33.81', currency: 'USD' },
      discountPercent: 54,
      ratingPercent: null,
      ordersLast30Days: null,
      commission: { ratePercent: 7.77, hotRatePercent: 8.88, estimate: { amount: '1.2345', currency: 'USD' } },
      shop: null,
      category: null,
      fetchedAt: '2026-11-22T10:00:00.000Z',
      sandbox: false,
    };
    const made = { url: LINK, trackingId: 'blog', createdAt: '2026-11-22T09:00:00.000Z' };
    const facts = factsOf(made, product, { disclosure: linkOnly.disclosure });
    expect(JSON.stringify(wordFacts(facts, usEnglish))).not.toMatch(/7\.77|8\.88|1\.2345|ommission":/);
    expect(facts.date).toBe(product.fetchedAt);
    expect(factsOf(made, null, { disclosure: linkOnly.disclosure }).date).toBe(made.createdAt);
  });
});

describe('a locale', () => {
  test.each([
    ['de', 'AT', 'de-AT'],
    ['de', null, 'de'],
    ['xx', 'DE', 'en'],
    ['not a tag', null, 'en'],
  ])('of %s and %s is %s', (language, country, locale) => {
    expect(knownLocale(language, country)).toBe(locale);
  });
});

const linkingCharacter = fc.constantFrom(
  '@',
  '#',
  '$',
  '/',
  '.',
  ':',
  '//',
  'a',
  'com',
  '1',
  ' ',
  '_',
  '\uff20',
  '\u{1f525}',
);

describe('a title', () => {
  test('becomes one visible line', () => {
    expect(visible('  a\r\n\tb\u0000\u202ec\u202c\u200b d\u00ad\u2028e ')).toBe('a bc d e');
  });

  test('keeps the joiners that Persian and emoji need', () => {
    expect(visible('\u0645\u06cc\u200c\u062e \u{1f468}\u200d\u{1f469}')).toBe(
      '\u0645\u06cc\u200c\u062e \u{1f468}\u200d\u{1f469}',
    );
  });

  test('is cut between characters when it is too long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 300, maxLength: 900 }), (text) => {
        const title = visibleTitle(text);
        expect(title.length).toBeLessThanOrEqual(MAX_TITLE);
        expect(title.isWellFormed()).toBe(true);
        expect(visible(title)).toBe(title);
      }),
    );
  });

  test('looks the same once nothing in it links by itself', () => {
    fc.assert(
      fc.property(fc.array(linkingCharacter, { maxLength: 30 }), (characters) => {
        const title = visible(characters.join(''));
        expect(defuse(title).replaceAll('\u200b', '')).toBe(title);
      }),
    );
  });
});

describe('an address for pasting', () => {
  test.each([
    [LINK, LINK],
    [
      'https://a.example/x(1)[2]{3}?q="a b"&c=\'d\'*;e',
      'https://a.example/x%281%29%5B2%5D%7B3%7D?q=%22a%20b%22&c=%27d%27%2A%3Be',
    ],
    ['https://a.example/\u00fc?x=\u4f60', 'https://a.example/%C3%BC?x=%E4%BD%A0'],
    ['https://a.example/end.', 'https://a.example/end%2E'],
    ['javascript:alert(1)', ''],
    ['not an address', ''],
  ])('%s is %s', (address, pasted) => {
    expect(pasteAddress(address)).toBe(pasted);
  });

  test('leads to the same place, whatever it holds', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
        const pasted = pasteAddress(address);
        expect(decodeURI(pasted).length).toBeGreaterThan(0);
        expect(unescaped(pasted)).toBe(unescaped(new URL(address).href));
        expect(pasted).toMatch(/^[A-Za-z0-9\-._~:/?#@!$&+,=%]+$/);
      }),
    );
  });
});

/** An address with every percent-encoded byte decoded: two that are alike so are alike to a server. */
function unescaped(address: string): string {
  return address.replace(/%([0-9A-F]{2})/gi, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
