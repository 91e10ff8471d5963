import * as z from 'zod';

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

/** Two letters (ISO 3166-1). */
export const country = z.string().regex(/^[A-Za-z]{2}$/);
