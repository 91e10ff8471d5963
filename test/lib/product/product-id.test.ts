// @vitest-environment node
import { describe, expect, it } from 'vitest';
import {
  canonicalProductUrl,
  globalIdFromUs,
  globalProductId,
  isUsId,
  usIdFromGlobal,
} from '../../../lib/product/product-id.ts';

/** The same listings as both sites number them. */
const pairs: [us: string, global: string][] = [
  ['3256806511435816', '1005006697750568'],
  ['3256812944770563', '1005013131085315'],
  ['3256806097043668', '1005006283358420'],
  ['3256804609969855', '1005004796284607'],
  ['3256809225264759', '1005009411579511'],
  ['3256809840464144', '1005010026778896'],
  ['2251832766343175', '32952657927'],
  ['2255801033887365', '4001220202117'],
  ['2255800895415537', '4001081730289'],
];

describe('US ids', () => {
  it.each(pairs)('%s and %s are the same listing, exactly, in both directions', (us, global) => {
    expect(isUsId(us)).toBe(true);
    expect(isUsId(global)).toBe(false);
    expect(globalIdFromUs(us)).toBe(global);
    expect(usIdFromGlobal(global)).toBe(us);
    expect(globalProductId(us)).toBe(global);
    expect(globalProductId(global)).toBe(global);
    expect(canonicalProductUrl(us)).toBe(`https://www.aliexpress.com/item/${global}.html`);
  });

  it('are told by size, not by their first digits', () => {
    expect(globalProductId('32567812345')).toBe('32567812345');
    expect(isUsId('32567812345')).toBe(false);
  });

  it.each([
    ['2^51 itself', '2251799813685248'],
    ['just above 2^51', '2251799813685249'],
    ['2^51 and a placeholder', '2251799913685247'],
    ['2^52', '4503599627370496'],
    ['beyond 2^53', '9007199254740993'],
    ['2^64', '18446744073709551616'],
    ['a placeholder', '12345678'],
    ['zeros', '000000000'],
    ['a leading zero', '01005006697750568'],
    ['a sign', '-1005006697750568'],
    ['an exponent', '1e15'],
    ['other digits', '\u0661\u0660\u0660\u0665\u0660\u0660\u0666\u0661\u0662'],
    ['a line break behind it', '1005006697750568\n'],
    ['nothing', ''],
  ])('do not come from %s', (_, id) => {
    expect(globalProductId(id)).toBeUndefined();
    expect(globalIdFromUs(id)).toBeUndefined();
    expect(usIdFromGlobal(id)).toBeUndefined();
  });

  it('reach from the smallest to the largest global id', () => {
    expect(globalProductId('100000000')).toBe('100000000');
    expect(globalIdFromUs('2251799913685248')).toBe('100000000');
    expect(globalProductId('2251799813685247')).toBe('2251799813685247');
    expect(globalIdFromUs('4503599627370495')).toBe('2251799813685247');
  });
});
