import * as z from 'zod';
import { CURRENCY_CODES } from './money.ts';

/** A comma-joined list; blanks between commas do not count. */
export function commaList(max: number) {
  return z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== ''),
    )
    .pipe(z.array(z.string()).min(1).max(max));
}

/** A comma-joined list of ids. */
export function idList(max: number) {
  return commaList(max).pipe(z.array(productId));
}

export const productId = z.string().regex(/^[1-9]\d{0,18}$/);

/** Two letters (ISO 3166-1). */
export const country = z.string().regex(/^[A-Za-z]{2}$/);

export const currency = z.string().toUpperCase().pipe(z.enum(CURRENCY_CODES)).default('USD');

// IW is the older code of Hebrew and was seen beside HE.
const LANGUAGES = 'EN RU PT ES FR ID IT TH JA AR VI TR DE HE IW KO NL PL MX CL IN'.split(' ');

export const language = z
  .string()
  .toUpperCase()
  .refine((code) => LANGUAGES.includes(code))
  .default('EN');

/** A whole number written in digits. */
export function digits(min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max));
}

/** Every paged method takes pages of at most 50 rows. */
export const paging = {
  page_no: digits(1, 100).default(1),
  page_size: digits(1, 50).default(20),
};

/** What every product method takes. `fields` is taken and, as on the live gateway, has no effect. */
export const presentation = {
  target_currency: currency,
  target_language: language,
  tracking_id: z.string().optional(),
  fields: z.string().optional(),
};
