/** A page of aliexpress.us shows the global id plus this. Measured on pairs of pages of the same listing. */
const US_OFFSET = 1n << 51n;

/** Ids of fewer than nine digits occur only as placeholders. */
const SMALLEST_ID = 100_000_000n;

/**
 * The global id behind the id of a product page, which may be a US one (also on `.com` hosts); undefined when there
 * can be no such product. US ids are told by their size, since global ids start with the same digits too.
 */
export function globalProductId(id: string): string | undefined {
  if (!/^[1-9]\d{8,15}$/.test(id)) return undefined;
  const number = BigInt(id);
  const global = number < US_OFFSET ? number : number - US_OFFSET;
  return global >= SMALLEST_ID && global < US_OFFSET ? String(global) : undefined;
}

/** Whether this is the id of a product as aliexpress.us numbers it. */
export function isUsId(id: string): boolean {
  return globalIdFromUs(id) !== undefined;
}

/** The global id of a US id; undefined for anything else. The inverse of `usIdFromGlobal`. */
export function globalIdFromUs(id: string): string | undefined {
  const global = globalProductId(id);
  return global === id ? undefined : global;
}

/** The US id of a global id; undefined for anything else. The inverse of `globalIdFromUs`. */
export function usIdFromGlobal(id: string): string | undefined {
  return globalProductId(id) === id ? String(BigInt(id) + US_OFFSET) : undefined;
}

/** The one address of a product: no query, no language, the global id. Takes a global or a US id. */
export function canonicalProductUrl(id: string): string {
  return `https://www.aliexpress.com/item/${globalProductId(id) ?? id}.html`;
}
