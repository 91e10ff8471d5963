import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatId } from '../../../lib/contract/presets.ts';
import { MAX_COUPON, MAX_ERID, placesIn, readCoupon, readErid } from '../../../lib/links/own-words.ts';
import { starters } from '../../../lib/links/starters.ts';

describe('the places of a text', () => {
  test.each(FormatId.options)('are those of the shipped format %s', (format) => {
    const has = format !== 'address';
    expect(placesIn({ kind: 'format', format })).toEqual({ coupon: has, erid: has });
  });

  test.each([
    ['{link}', { coupon: false, erid: false }],
    ['{coupon} {link}', { coupon: true, erid: false }],
    ['{?price}{price}{?erid} erid: {erid}{/erid}{/price} {link}', { coupon: false, erid: true }],
    ['{!coupon}no code{/coupon} {link}', { coupon: true, erid: false }],
    ['{{coupon}} {link}', { coupon: false, erid: false }],
    [starters.whatsapp, { coupon: true, erid: true }],
    ['{coupon', { coupon: false, erid: false }],
  ])('are those that the template %j names', (text, places) => {
    expect(placesIn({ kind: 'template', channel: 'whatsapp', text })).toEqual(places);
  });
});

describe('a coupon', () => {
  test.each([
    ['SAVE5', 'SAVE5'],
    ['  3 off\n from 20 ', '3 off from 20'],
    ['SA\u200bVE5', 'SAVE5'],
    ['', ''],
    ['x'.repeat(MAX_COUPON), 'x'.repeat(MAX_COUPON)],
  ])('%j goes into the text on one line', (typed, value) => {
    expect(readCoupon(typed)).toEqual({ value });
  });

  test('that is too long is left out, with the reason', () => {
    expect(readCoupon('x'.repeat(MAX_COUPON + 1))).toEqual({
      value: '',
      problem: 'A coupon has at most 40 characters. This one is left out of the text.',
    });
  });
});

describe('an erid', () => {
  test.each([
    ['2VtzqxKp', '2VtzqxKp'],
    [' LjN8K-_a ', 'LjN8K-_a'],
    ['erid: 2VtzqxKp', '2VtzqxKp'],
    ['ERID=2VtzqxKp', '2VtzqxKp'],
    ['https://example.com/?a=1&erid=2VtzqxKp', '2VtzqxKp'],
    ['', ''],
  ])('is taken out of %j', (typed, value) => {
    expect(readErid(typed)).toEqual({ value });
  });

  test.each(['erid: ', 'two words', '<b>', 'токен', 'x'.repeat(MAX_ERID + 1)])(
    'that cannot be one is left out: %j',
    (typed) => {
      expect(readErid(typed)).toMatchObject({ value: '', problem: expect.stringContaining('left out') });
    },
  );

  test('never brings anything but a token into the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        expect(readErid(typed).value).toMatch(/^[\w-]{0,100}$/);
      }),
    );
  });
});
