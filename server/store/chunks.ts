/** At most 100 values are bound in one statement, which every SQL engine takes. */
const MAX_BOUND = 100;

/** Rows in groups that fit one INSERT each. */
export function chunkedRows<Row extends object>(rows: readonly Row[]): Row[][] {
  return chunked(rows, Math.floor(MAX_BOUND / Math.max(1, Object.keys(rows[0] ?? {}).length)));
}

/** Keys in groups that fit one IN list each, with room for ten other values. */
export function chunkedKeys(keys: readonly string[]): string[][] {
  return chunked(keys, MAX_BOUND - 10);
}

function chunked<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
