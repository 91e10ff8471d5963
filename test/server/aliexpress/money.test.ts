import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minorUnits, money, moneyFromMinor, percentOf, shareOf } from '../../../server/aliexpress/money.ts';

describe('money', () => {
  it('passes amounts on digit for digit', () => {
    expect(money('15.680', 'USD')).toEqual({ amount: '15.680', currency: 'USD' });
    for (const amount of ['', 'free', '-1', '1,234.50', '1e3', undefined, null]) {
      expect(money(amount, 'USD')).toBeUndefined();
    }
    expect(money('1', 'usd')).toBeUndefined();
  });

  it.each([
    ['1113', 'USD', '11.13'],
    ['5', 'USD', '0.05'],
    ['0', 'EUR', '0.00'],
    ['1113', 'JPY', '1113'],
    ['90071992547409931', 'USD', '900719925474099.31'],
  ])('reads %s minor units of %s as %s', (units, currency, amount) => {
    expect(moneyFromMinor(units, currency)).toEqual({ amount, currency });
  });

  it.each([
    [12.5, 'USD', 1250],
    [0.29, 'USD', 29],
    [1000, 'JPY', 1000],
  ])('writes a price of %d %s as %d minor units', (amount, currency, units) => {
    expect(minorUnits(amount, currency)).toBe(units);
  });

  it.each([
    ['15.68', 'USD', 7, '1.10'],
    ['15.68', 'USD', 7.5, '1.18'],
    ['0.07', 'USD', 7, '0.00'],
    ['2480', 'JPY', 9, '223'],
    ['100', 'USD', 100, '100.00'],
  ])('of %s %s, %d percent are %s', (amount, currency, percent, share) => {
    expect(shareOf({ amount, currency }, percent)).toEqual({ amount: share, currency });
  });

  it('is never off by more than half the smallest unit', () => {
    const cents = fc.bigInt({ min: 0n, max: 10n ** 12n });
    fc.assert(
      fc.property(cents, fc.integer({ min: 0, max: 1000 }), (amount, tenths) => {
        const text = moneyFromMinor(String(amount), 'USD')?.amount ?? '';
        const share = BigInt(shareOf({ amount: text, currency: 'USD' }, tenths / 10).amount.replace('.', ''));
        const error = share * 1000n - amount * BigInt(tenths);
        expect(error <= 500n && error >= -500n).toBe(true);
      }),
    );
  });

  it.each([
    ['93.9%', 93.9],
    ['0.0%', 0],
    ['7', 7],
    ['', null],
    [undefined, null],
    ['a lot', null],
  ])('reads %s as %s percent', (text, percent) => expect(percentOf(text)).toBe(percent));
});
