// @vitest-environment node
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AliExpressAddress } from '../../../lib/product/address.ts';
import { parseAliExpressUrl } from '../../../lib/product/address.ts';
import { canonicalProductUrl, globalProductId } from '../../../lib/product/product-id.ts';

interface Row {
  url: string;
  is_product: boolean;
  product_id: string | null;
  short_link: boolean;
  global_id?: string;
  shape?: string;
  canonical?: string;
  why?: string;
}

function rowsOf(name: string): Row[] {
  const file = new URL(`../../fixtures/urls/${name}`, import.meta.url);
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
}

/** The verdict in the form of the rows. */
function verdictOf(address: AliExpressAddress) {
  return {
    is_product: address.kind === 'product',
    id: address.kind === 'product' ? address.productId : undefined,
    canonical: address.kind === 'product' ? address.canonicalUrl : undefined,
    short_link: address.kind === 'short-link',
  };
}

function expectedOf(row: Row) {
  const id = row.is_product ? (row.global_id ?? globalProductId(row.product_id ?? '')) : undefined;
  return {
    is_product: row.is_product,
    id,
    canonical: row.canonical ?? (id && canonicalProductUrl(id)),
    short_link: row.short_link,
  };
}

describe.each([
  ['addresses from public pages', 'urls.jsonl', 1364],
  ['addresses built to mislead', 'urls-adversarial.jsonl', 101],
])('%s', (_, name, count) => {
  const rows = rowsOf(name);

  it('are all there', () => {
    expect(rows).toHaveLength(count);
  });

  it('get their verdict, every one', () => {
    for (const row of rows) {
      const address = parseAliExpressUrl(row.url);
      const label = `${row.url.slice(0, 200)} (${row.why ?? row.shape})`;
      expect.soft(verdictOf(address), label).toEqual(expectedOf(row));
    }
  });
});

it('every product row keeps its shape', () => {
  for (const row of rowsOf('urls.jsonl').filter((each) => each.is_product)) {
    expect.soft(parseAliExpressUrl(row.url), row.url).toMatchObject({ shape: row.shape });
  }
});

/** Rows of these shapes lie outside AliExpress; all other rows that are no product are pages of it. */
const foreignRow = /^foreign-|^userinfo$/;

it('every row that is no product is an AliExpress page or foreign, as its shape says', () => {
  for (const row of rowsOf('urls.jsonl').filter((each) => !each.is_product && !each.short_link)) {
    const { kind } = parseAliExpressUrl(row.url);
    if (foreignRow.test(row.shape ?? '')) expect.soft(kind, row.url).toBe('foreign');
    else if (/^https?:\/\/([\w-]+\.)*aliexpress\.(com|ru|us)(\/|$|\?)/.test(row.url)) {
      expect.soft(kind, row.url).not.toBe('foreign');
    } else expect.soft(['foreign', 'wrapper'], row.url).toContain(kind);
  }
});
