import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../server/aliexpress/json.ts';

describe('readJson', () => {
  it('keeps an id beyond 2^53 exact', () => {
    expect(readJson('{"sku_id":12000036815593862,"product_id":1005006338829917}')).toEqual({
      sku_id: '12000036815593862',
      product_id: 1005006338829917,
    });
  });

  it('keeps the largest exact integer a number and the next one text', () => {
    expect(readJson('[9007199254740991, 9007199254740992, -9007199254740993]')).toEqual([
      9007199254740991,
      '9007199254740992',
      '-9007199254740993',
    ]);
  });

  it('keeps every digit of any integer', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), (integer) => {
        expect(String(readJson(`{"id":${integer}}`) && (readJson(`[${integer}]`) as unknown[])[0])).toBe(`${integer}`);
      }),
    );
  });

  it('reads everything else as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const plain: unknown = JSON.parse(text);
        const unsafe = /[^.\deE"]\d{16,}/.test(text) || /\d{16,}/.test(text);
        if (!unsafe) expect(readJson(text)).toEqual(plain);
      }),
    );
    expect(readJson('{"price":15.68,"rate":1e3,"text":"12000036815593862"}')).toEqual({
      price: 15.68,
      rate: 1000,
      text: '12000036815593862',
    });
  });

  it('refuses what is not JSON', () => {
    expect(() => readJson('<html>')).toThrow(SyntaxError);
  });
});
