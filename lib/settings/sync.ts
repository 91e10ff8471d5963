import * as z from 'zod/mini';
import { type Checked, check, parseJson, problem } from '../links/checked.ts';

/**
 * The limits of synchronised storage, in bytes, with some room kept (Chrome and Firefox, seen 2026-11: 8,192 an item,
 * 102,400 in all, key and JSON text together).
 */
export const SYNC_ITEM_BYTES = 8000;
export const SYNC_TOTAL_BYTES = 100_000;

const HEAD = 'settings';

const Head = z.object({ parts: z.int().check(z.gte(1)), mark: z.string() });

export type SyncItems = Record<string, unknown>;

export type SyncSplit = { fits: true; items: SyncItems } | { fits: false; bytes: number; limit: number };

/** Splits settings into items that synchronised storage takes, or says that they are too large for it. */
export function splitForSync(settings: unknown): SyncSplit {
  const text = JSON.stringify(settings);
  const parts = cutText(text);
  const items: SyncItems = { [HEAD]: { parts: parts.length, mark: markOf(text) } };
  parts.forEach((part, index) => {
    items[partKey(index)] = part;
  });
  const bytes = Object.entries(items).reduce((sum, [key, value]) => sum + itemBytes(key, value), 0);
  return bytes > SYNC_TOTAL_BYTES ? { fits: false, bytes, limit: SYNC_TOTAL_BYTES } : { fits: true, items };
}

/**
 * Puts the settings together again, as they were stored; undefined if there are none. Items arrive one by one, so
 * parts of two writings may be mixed for a moment: then nothing is read, and the next change may complete them.
 */
export function joinFromSync(items: SyncItems): Checked<unknown> {
  if (items[HEAD] === undefined) {
    return { ok: true, value: undefined };
  }
  const head = check(Head, items[HEAD], HEAD);
  if (!head.ok) {
    return head;
  }
  const parts = Array.from({ length: head.value.parts }, (_, index) => items[partKey(index)]);
  const text = parts.join('');
  if (markOf(text) !== head.value.mark) {
    return problem(HEAD, 'The synchronised settings are not complete yet.', 'Wait until the browser has synchronised.');
  }
  return parseJson(text);
}

/** The keys of an earlier, longer writing that are to be removed after `items` are stored. */
export function leftOverKeys(storedKeys: readonly string[], items: SyncItems): string[] {
  return storedKeys.filter((key) => /^settings\.\d+$/.test(key) && !(key in items));
}

function partKey(index: number): string {
  return `${HEAD}.${index}`;
}

/** Pieces that are below the limit as items, never cutting a character in two. */
function cutText(text: string): string[] {
  const room = SYNC_ITEM_BYTES - partKey(999).length - 2;
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  for (const character of text) {
    const more = storedBytes(character);
    if (bytes + more > room) {
      parts.push(part);
      part = '';
      bytes = 0;
    }
    part += character;
    bytes += more;
  }
  return [...parts, part];
}

function itemBytes(key: string, value: unknown): number {
  return key.length + (typeof value === 'string' ? 2 + textBytes(value) : textBytes(JSON.stringify(value)));
}

function textBytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    bytes += storedBytes(character);
  }
  return bytes;
}

/** What a stored JSON text writes as `\uXXXX`: control characters, lone surrogates, and in Chromium angle brackets. */
const ESCAPED = /[\p{Cc}\p{Cs}<>\u2028\u2029]/u;

/** A character's bytes inside a stored JSON text, at most. */
function storedBytes(character: string): number {
  if (ESCAPED.test(character)) {
    return 6;
  }
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) {
    return character === '"' || character === '\\' ? 2 : 1;
  }
  return code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** FNV-1a, 32 bits: tells a mixture from a whole, nothing more. */
function markOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash.toString(16);
}
