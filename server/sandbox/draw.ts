import { createHash } from 'node:crypto';

/** A whole number from 0 to `below` - 1 (`below` up to 2^48) that depends on the text alone. */
export function draw(text: string, below: number): number {
  return createHash('sha256').update(text).digest().readUIntBE(0, 6) % below;
}

/** One of several, always the same for the same text. */
export function drawFrom<Item>(text: string, items: readonly [Item, ...Item[]]): Item {
  return items[draw(text, items.length)] ?? items[0];
}
