/** Units of a currency for one US dollar, and its decimals. Fixed: the sandbox's prices are made up anyway. */
const CURRENCIES = {
  USD: [1, 2],
  GBP: [0.79, 2],
  CAD: [1.37, 2],
  EUR: [0.92, 2],
  UAH: [41.2, 2],
  MXN: [19.6, 2],
  TRY: [34.1, 2],
  RUB: [96.5, 2],
  BRL: [5.6, 2],
  AUD: [1.52, 2],
  INR: [84.1, 2],
  JPY: [152, 0],
  IDR: [15700, 0],
  SEK: [10.6, 2],
  KRW: [1380, 0],
  ILS: [3.72, 2],
  THB: [33.8, 2],
  CLP: [950, 0],
  VND: [25300, 0],
  CNY: [7.12, 2],
} as const satisfies Record<string, readonly [rate: number, decimals: number]>;

export type Currency = keyof typeof CURRENCIES;

/** The codes that the method pages list, and CNY, the store currency of many products. */
export const CURRENCY_CODES = Object.keys(CURRENCIES) as [Currency, ...Currency[]];

/** US cents in minor units of a currency: cents for EUR, whole yen for JPY. */
export function minorUnits(usdCents: number, currency: Currency): number {
  const [rate, decimals] = CURRENCIES[currency];
  return Math.round((usdCents / 100) * rate * 10 ** decimals);
}

/** A price as the gateway writes it: a decimal string. */
export function decimal(usdCents: number, currency: Currency): string {
  const decimals = CURRENCIES[currency][1];
  return (minorUnits(usdCents, currency) / 10 ** decimals).toFixed(decimals);
}
