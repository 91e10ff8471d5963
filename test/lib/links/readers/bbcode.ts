import { autolinks } from './autolinks.ts';
import { type Piece, type Rule, readBy } from './tree.ts';

/**
 * BBCode as forums read it, on the strict side: whatever looks like a tag is one, known or not, closed or not; an
 * opening tag and the next closing one of its name belong together.
 */
const rules: readonly Rule[] = [
  {
    pattern: /\[url\](https?:\/\/[^\s[\]]+)\[\/url\]/iy,
    read: (match) => ({ mark: 'url', value: match[1] ?? '', inside: [] }),
  },
  {
    pattern: /\[([a-z]+)(?:=([^\]]*))?\]([\s\S]*?)\[\/\1\]/iy,
    read: (match, inner) => ({
      mark: (match[1] ?? '').toLowerCase(),
      ...(match[2] !== undefined && { value: match[2] }),
      inside: inner(match[3] ?? ''),
    }),
  },
  { pattern: /\[[/*a-z][^\]]*\]?/iy, read: (match) => ({ mark: 'stray', value: match[0], inside: [] }) },
  ...autolinks,
];

export function readBbcode(text: string): Piece[] {
  return readBy(rules, text);
}
