/** A value that the gateway can put on the wire. A bigint is written as a JSON number, digit by digit. */
export type Wire = string | number | bigint | boolean | null | WireList | WireCount | readonly Wire[] | WireObject;

export interface WireObject {
  readonly [name: string]: Wire;
}

/** A list: `{ <itemName>: [...] }` in the full form, a bare array in the simplified form. */
export class WireList {
  readonly itemName: string;
  readonly items: readonly Wire[];

  constructor(itemName: string, items: readonly Wire[]) {
    this.itemName = itemName;
    this.items = items;
  }
}

/** A count: a number in the full form, a string in the simplified form. */
export class WireCount {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/**
 * Writes JSON in the gateway's full or simplified form (`simplify=true`).
 * `JSON.stringify` would refuse the ids, which are numbers beyond 2^53.
 */
export function writeJson(value: Wire, simplified: boolean): string {
  if (typeof value === 'bigint') return value.toString();
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (value instanceof WireCount) return simplified ? `"${value.value}"` : `${value.value}`;
  if (value instanceof WireList) {
    return writeJson(simplified ? value.items : { [value.itemName]: value.items }, simplified);
  }
  if (isArray(value)) return `[${value.map((item) => writeJson(item, simplified)).join(',')}]`;
  const members = Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}:${writeJson(item, simplified)}`);
  return `{${members.join(',')}}`;
}

function isArray(value: readonly Wire[] | WireObject): value is readonly Wire[] {
  return Array.isArray(value);
}

/** Whether a value is a plain object, neither a list nor a count. */
export function isObject(value: Wire): value is WireObject {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  return !(value instanceof WireList) && !(value instanceof WireCount);
}
