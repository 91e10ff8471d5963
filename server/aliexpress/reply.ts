import * as z from 'zod/mini';

/** Text that AliExpress writes as a string or as a number: ids, codes, counts, amounts. */
export const Text = z.pipe(z.union([z.string(), z.number()]), z.transform(String));

/** Text that may be missing, null or empty. */
export const MaybeText = z.optional(
  z.pipe(
    z.nullable(Text),
    z.transform((text) => (text ? text : undefined)),
  ),
);

/** A whole number that may come as text and may be missing. */
export const MaybeCount = z.optional(z.nullable(z.coerce.number().check(z.int(), z.gte(0))));

/**
 * A list as AliExpress writes it: wrapped in an object with the singular name (`{promotion_link: [...]}`), or flat when
 * `simplify` is on. An empty list may also come as an empty object or string.
 */
export function listOf<T>(singular: string, entry: z.ZodMiniType<T>) {
  return z.pipe(
    z.transform((list: unknown) => unwrap(list, singular)),
    z.array(entry),
  );
}

function unwrap(list: unknown, singular: string): unknown {
  if (list === '') return [];
  if (typeof list !== 'object' || list === null || Array.isArray(list)) return list;
  const inner: unknown = singular in list ? list[singular as keyof typeof list] : undefined;
  return inner === undefined && Object.keys(list).length === 0 ? [] : inner;
}

/** Where a schema did not fit, for the log: `resp_result.products[0].product_id: expected string`. */
export function placeOf(error: z.core.$ZodError, root: string): string {
  const [issue] = error.issues;
  if (issue === undefined) return root;
  const path = issue.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  const fault = issue.code === 'invalid_type' ? `expected ${issue.expected}` : issue.code.replaceAll('_', ' ');
  return `${root}${path}: ${fault}`;
}
