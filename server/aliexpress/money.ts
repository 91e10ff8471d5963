import type { Money } from '../../lib/contract/products.ts';

const DECIMAL = /^(\d+)(?:\.(\d+))?$/;
const CURRENCY = /^[A-Z]{3}$/;

/** Digits after the point that a currency has: 2 for USD, 0 for JPY (ISO 4217, as the runtime knows it). */
export function minorDigits(currency: string): number {
  if (!CURRENCY.test(currency)) return 2;
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** An amount as AliExpress writes prices ("15.68"), digit for digit; undefined where it is no amount or has no currency. */
export function money(amount: string | null | undefined, currency: string | null | undefined): Money | undefined {
  if (!amount || !currency || !DECIMAL.test(amount) || !CURRENCY.test(currency)) return undefined;
  return { amount, currency };
}

/** An amount in the smallest unit, as order reports write it: 1113 USD is 11.13. Undefined where it is no such number. */
export function moneyFromMinor(
  units: string | null | undefined,
  currency: string | null | undefined,
): Money | undefined {
  if (!units || !currency || !/^\d+$/.test(units) || !CURRENCY.test(currency)) return undefined;
  return { amount: decimal(BigInt(units), minorDigits(currency)), currency };
}

/** A price as a person says it, in the smallest unit, as price filters want it: 12.5 USD is 1250. */
export function minorUnits(amount: number, currency: string): number {
  return Math.round(amount * 10 ** minorDigits(currency));
}

/** The share of an amount, to the currency's smallest unit, halves up; in whole numbers, so nothing is lost on the way. */
export function shareOf({ amount, currency }: Money, percent: number): Money {
  const [, whole = '0', fraction = ''] = DECIMAL.exec(amount) ?? [];
  const digits = minorDigits(currency);
  const [, percentWhole = '0', percentFraction = ''] = DECIMAL.exec(String(percent)) ?? [];
  const product = BigInt(whole + fraction) * BigInt(percentWhole + percentFraction);
  const surplus = fraction.length + percentFraction.length + 2 - digits;
  const scaled = surplus >= 0 ? divideHalfUp(product, 10n ** BigInt(surplus)) : product * 10n ** BigInt(-surplus);
  return { amount: decimal(scaled, digits), currency };
}

/** "93.9%" is 93.9; null for an empty or unreadable one. */
export function percentOf(text: string | null | undefined): number | null {
  const found = /^\s*(\d+(?:\.\d+)?)\s*%?\s*$/.exec(text ?? '');
  return found?.[1] === undefined ? null : Number(found[1]);
}

function divideHalfUp(value: bigint, by: bigint): bigint {
  return (value * 2n + by) / (by * 2n);
}

function decimal(units: bigint, digits: number): string {
  if (digits === 0) return String(units);
  const text = String(units).padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
