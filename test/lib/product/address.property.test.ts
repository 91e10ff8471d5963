// @vitest-environment node
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AliExpressAddress } from '../../../lib/product/address.ts';
import { destinationOf, parseAliExpressUrl } from '../../../lib/product/address.ts';
import { findAddresses } from '../../../lib/product/addresses-in-text.ts';
import { productHosts } from '../../../lib/product/hosts.ts';
import { productAt } from '../../../lib/product/product-address.ts';
import { canonicalProductUrl, globalIdFromUs, isUsId, usIdFromGlobal } from '../../../lib/product/product-id.ts';
import { anyHost, damaged, globalId, nearMiss, productHost, productPath } from './near-misses.ts';

const hosts = new Set(productHosts.flatMap((group) => group.hosts));

/** The collected addresses, as ground for damage. */
const collected = ['urls.jsonl', 'urls-adversarial.jsonl'].flatMap((name) =>
  readFileSync(new URL(`../../fixtures/urls/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { url: string }).url)
    .filter((url) => url.length < 1000),
);

/** What must hold for the verdict on any string at all. */
function holdsTogether(address: AliExpressAddress): void {
  const destination = destinationOf(address);
  if (destination.kind === 'foreign') return;
  if (destination.kind === 'product') {
    const { productId, canonicalUrl } = destination;
    expect(canonicalUrl).toBe(canonicalProductUrl(productId));
    expect(isUsId(productId)).toBe(false);
    const again = parseAliExpressUrl(canonicalUrl);
    expect(again).toEqual({
      kind: 'product',
      productId,
      canonicalUrl,
      shape: 'item-id-html',
      hostKind: 'desktop',
      tagged: false,
    });
    return;
  }
  const { wrapped: _, ...clean } = destination;
  expect(parseAliExpressUrl(destination.url)).toEqual('tagged' in clean ? { ...clean, tagged: false } : clean);
}

/** The canonical form is a fixed point, whatever was read; and nothing is thrown on the way. */
function check(arbitrary: fc.Arbitrary<string>, numRuns: number): void {
  fc.assert(
    fc.property(arbitrary, (text) => holdsTogether(parseAliExpressUrl(text))),
    { numRuns },
  );
}

describe('any string gets a verdict, and its canonical form gets the same one again', () => {
  it('random text', () => check(fc.string({ unit: 'binary', maxLength: 60 }), 15_000));

  it('random web addresses', () => check(fc.webUrl({ withQueryParameters: true, withFragments: true }), 10_000));

  it('addresses near ours', () => check(nearMiss, 30_000));

  it('addresses near ours with a sign changed', () => check(damaged(nearMiss), 15_000));

  it('collected addresses with a sign changed', () => check(damaged(fc.constantFrom(...collected)), 15_000));
});

it('every product host shows every product under every path and query', () => {
  const address = globalId.chain((id) => fc.tuple(fc.constant(id), productHost, productPath(id), fc.boolean()));
  fc.assert(
    fc.property(address, ([id, host, path, us]) => {
      const shown = us ? path.replace(new RegExp(`${id}(?!.*${id})`), usIdFromGlobal(id) ?? '') : path;
      const expected = { kind: 'product', productId: id, canonicalUrl: canonicalProductUrl(id) };
      expect(parseAliExpressUrl(`https://${host}${shown}`)).toMatchObject(expected);
    }),
    { numRuns: 10_000 },
  );
});

it('no host outside the family ever shows a product', () => {
  const address = fc.tuple(anyHost, globalId.chain(productPath)).map((parts) => `https://${parts.join('')}`);
  fc.assert(
    fc.property(address, (text) => {
      const host = URL.canParse(text) ? new URL(text).hostname : '';
      if (!hosts.has(host)) expect(parseAliExpressUrl(text).kind).not.toBe('product');
    }),
    { numRuns: 15_000 },
  );
});

it('US ids and global ids stand for each other, one to one', () => {
  fc.assert(
    fc.property(globalId, (id) => {
      const us = usIdFromGlobal(id) ?? '';
      expect(BigInt(us) - BigInt(id)).toBe(2n ** 51n);
      expect(globalIdFromUs(us)).toBe(id);
      expect(globalIdFromUs(id)).toBeUndefined();
      expect(usIdFromGlobal(us)).toBeUndefined();
    }),
    { numRuns: 10_000 },
  );
});

it('a script in the page sees the same products as the whole parser', () => {
  const pageUrl = nearMiss.map((text) => URL.parse(text.replaceAll('&amp;', '&'))).filter((url) => url !== null);
  fc.assert(
    fc.property(pageUrl, (url) => {
      const address = parseAliExpressUrl(url.href);
      expect(productAt(url)).toEqual(address.kind === 'product' && !address.wrapped ? address : undefined);
    }),
    { numRuns: 10_000 },
  );
});

describe('text', () => {
  it('with anything in it gives addresses that judge the same on their own', () => {
    const word = fc.oneof(
      nearMiss,
      damaged(nearMiss),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('<', '"', ')', '[', '&quot;'),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), fc.constantFrom(' ', '', '\n'), (words, divider) => {
        for (const { text, address } of findAddresses(words.join(divider))) {
          expect(destinationOf(parseAliExpressUrl(text))).toEqual(address);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  it('gives each of its products, in order', () => {
    const frame = fc.constantFrom(
      ['', ''],
      ['(', ')'],
      ['<', '>'],
      ['[x](', ')'],
      ['href="', '"'],
      ['\u300C', '\u300D'],
      ['**', '**'],
    );
    const entry = fc.tuple(globalId, frame, fc.constantFrom('https://', '//', ''), productHost);
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: ([id]) => id, maxLength: 5 }), (entries) => {
        const text = entries.map(
          ([id, [open, close], scheme, host]) => `${open}${scheme}${host}/item/${id}.html${close}, `,
        );
        const ids = findAddresses(text.join('')).map(({ address }) => address.kind === 'product' && address.productId);
        expect(ids).toEqual(entries.map(([id]) => id));
      }),
      { numRuns: 3_000 },
    );
  });
});
