import type { Destination } from './address.ts';
import { destinationOf, parseAliExpressUrl } from './address.ts';

/** An address that stands in a text, and what it leads to. */
export interface FoundAddress {
  text: string;
  address: Destination;
}

/** More addresses than this are not asked for. */
const MAX_ADDRESSES = 1000;

/** A longer address is read up to here, in characters; real ones stay far below. */
const MAX_LENGTH = 16_384;

/** Where an address can begin: at a scheme, or at the name of an AliExpress host with a path behind it. */
const start =
  /https?:\/\/|(?:(?<![\w/:.@-])\/\/|(?<![\w/.@-]))(?:[a-z0-9-]+\.)*(?:aliexpress\.(?:com|us|ru)|ali\.click)(?=[:/])/gi;

/**
 * Where an address ends at the latest: at white space, quotes and brackets that no address holds bare, invisible marks,
 * East Asian punctuation, HTML entities of these, or the next address glued to it. After `=` and `/` another address is
 * a part of this one.
 */
const end =
  /[\s<>"'`[\]\\\u200b-\u200f\u2018-\u201f\u2026-\u202e\u2060-\u2069\u3000-\u3011\u300c-\u301f\uff01-\uff0f\uff1a-\uff20\ufeff]|&(?:quot|apos|lt|gt|nbsp|#0*3[49]|#x2[27]);|(?<![=/])https?:\/\//gi;

/** What stands in every address of ours, unless its host is written in some way that the URL parser has to undo. */
const promising = /aliexpress|ali\.click|[^ -~]|%/i;

/** Marks of the sentence or of the markup around an address. */
const tail = /[.,;:!?*_~|}&]/;

/** The first character that a written address can only hold encoded. */
const unencoded = /[^\w\-.~:/?#@!$&()*+,;=%]/;

/**
 * Finds the AliExpress addresses in a text: chats, share texts, Markdown, HTML, JSON. Each product, page and short link
 * is given once, in the order of the text, up to `limit`. Takes time in proportion to the length of the text, whatever
 * stands in it.
 */
export function findAddresses(text: string, limit = MAX_ADDRESSES): FoundAddress[] {
  const found = new Map<string, FoundAddress>();
  const seen = new Set<string>();
  for (const candidate of candidatesIn(unescaped(text))) {
    if (found.size >= limit) break;
    if (seen.has(candidate)) continue;
    seen.add(candidate);
    const hit = read(candidate);
    const key = hit && keyOf(hit.address);
    if (key && !found.has(key)) found.set(key, hit);
  }
  return [...found.values()];
}

/** Undoes the escapes of JSON: `\/` and `\u0026`. */
function unescaped(text: string): string {
  return text
    .replaceAll('\\/', '/')
    .replace(/\\u00([2-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function* candidatesIn(text: string): Generator<string> {
  start.lastIndex = 0;
  for (let match = start.exec(text); match; match = start.exec(text)) {
    end.lastIndex = start.lastIndex;
    const limit = end.exec(text)?.index ?? text.length;
    yield withoutTail(text.slice(match.index, Math.min(limit, match.index + MAX_LENGTH)));
    start.lastIndex = limit;
  }
}

/** Cuts at a bracket that closes what the sentence opened, then drops the marks at the end. */
function withoutTail(candidate: string): string {
  let open = 0;
  let length = 0;
  for (; length < candidate.length; length++) {
    if (candidate[length] === '(') open++;
    if (candidate[length] === ')' && open-- === 0) break;
  }
  while (length > 0 && tail.test(candidate.charAt(length - 1))) length--;
  return candidate.slice(0, length);
}

/** Words without spaces between them (Japanese, Thai) run on behind an address: then the encoded part counts. */
function read(candidate: string): FoundAddress | undefined {
  const whole = judged(candidate);
  if (whole && whole.address.kind !== 'page') return whole;
  const cut = candidate.search(unencoded);
  const part = cut < 0 ? undefined : judged(withoutTail(candidate.slice(0, cut)));
  return part && part.address.kind !== 'page' ? part : whole;
}

function judged(text: string): FoundAddress | undefined {
  if (!promising.test(text)) return undefined;
  const address = destinationOf(parseAliExpressUrl(text));
  return address.kind === 'foreign' ? undefined : { text, address };
}

function keyOf(address: Destination): string {
  return address.kind === 'product' ? address.productId : address.url;
}
