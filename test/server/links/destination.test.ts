import { describe, expect, it } from 'vitest';
import { readDestination } from '../../../server/links/destination.ts';

const item = 'https://www.aliexpress.com/item/1005006338829917.html';

describe('readDestination', () => {
  it.each([
    `${item}?spm=a2g0o.home&aff_fcid=somebody#nav`,
    'https://de.aliexpress.com/item/1005006338829917.html',
    'https://www.aliexpress.us/item/3256806152515165.html',
    'https://m.aliexpress.com/i/1005006338829917.html',
  ])('sends the canonical address of the product and nothing else of %s', (url) => {
    expect(readDestination(url)).toEqual({
      ok: true,
      value: { source: item, productId: '1005006338829917', canonicalUrl: item },
    });
  });

  it('takes an AliExpress page that is not a product, without an id', () => {
    const read = readDestination('https://www.aliexpress.com/store/912345?spm=x');
    expect(read).toMatchObject({
      ok: true,
      value: { productId: null, source: expect.stringContaining('/store/912345') },
    });
  });

  it('hands a share link on as it is', () => {
    const share = 'https://a.aliexpress.com/_mKQxYz1';
    expect(readDestination(share)).toEqual({
      ok: true,
      value: { source: share, productId: null, canonicalUrl: share },
    });
  });

  it.each([
    ['https://s.click.aliexpress.com/e/_oFEYbSl', 'short_link'],
    ['https://example.com/item/1005006338829917.html', 'not_aliexpress'],
    ['https://www.aliexpress.com.evil.example/item/1005006338829917.html', 'not_aliexpress'],
    ['not an address', 'not_aliexpress'],
    ['', 'not_aliexpress'],
    [`${item}?x=${'y'.repeat(2048)}`, 'too_large'],
  ])('refuses %.60s with %s', (url, code) => {
    expect(readDestination(url)).toMatchObject({ ok: false, failure: { code } });
  });
});
