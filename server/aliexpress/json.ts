/** The context that a reviver is given (TC39 "JSON.parse source text access"); the library types lack it. */
type Reviver = (this: unknown, key: string, value: unknown, context: { source?: string }) => unknown;

const INTEGER = /^-?\d+$/;

/**
 * Reads JSON without rounding ids: an integer beyond 2^53 becomes a string of exactly its digits, everything else is
 * what `JSON.parse` gives. AliExpress writes ids as bare numbers, such as the sku_id 12000036815593862.
 *
 * @throws SyntaxError when the text is not JSON, RangeError when it is nested too deeply to be walked.
 */
export function readJson(text: string): unknown {
  const keepDigits: Reviver = (_key, value, { source }) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && source !== undefined && INTEGER.test(source)
      ? source
      : value;
  return JSON.parse(text, keepDigits as (this: unknown, key: string, value: unknown) => unknown);
}
