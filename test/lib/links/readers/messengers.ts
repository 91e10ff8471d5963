import { autolinks } from './autolinks.ts';
import { leaf, type Piece, type Rule, readBy } from './tree.ts';

/** A mark at the edges of words: nothing of a word before it, nothing of a word behind the closing one. */
function edge(sign: string, mark: string): Rule {
  return {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}])${sign}(?=\\S)([^\\n]*?[^\\s])${sign}(?![\\p{L}\\p{N}])|(?<![\\p{L}\\p{N}])${sign}(?=\\S)(\\S)${sign}(?![\\p{L}\\p{N}])`,
      'uy',
    ),
    read: (match, inner) => ({ mark, inside: inner(match[1] ?? match[2] ?? '') }),
  };
}

/** WhatsApp's help page "How to format your messages". */
const whatsapp: readonly Rule[] = [
  { pattern: /(?<=^|\n)(?:>|[-*]|\d+\.) [^\n]*/y, block: true, read: leaf('block') },
  { pattern: /```([\s\S]+?)```/y, read: leaf('code', 1) },
  { pattern: /`([^`\n]+)`/y, read: leaf('code', 1) },
  ...autolinks,
  edge('\\*', 'bold'),
  edge('_', 'italic'),
  edge('~', 'strike'),
];

export function readWhatsapp(text: string): Piece[] {
  return readBy(whatsapp, text);
}

/** YouTube's help page on formatting descriptions; angle brackets make the Data API refuse the whole description. */
const youtube: readonly Rule[] = [
  { pattern: /[<>]/y, read: leaf('refused') },
  ...autolinks,
  edge('\\*', 'bold'),
  edge('_', 'italic'),
  edge('-', 'strike'),
];

export function readYoutube(text: string): Piece[] {
  return readBy(youtube, text);
}

/** X formats nothing, but links addresses, names and tags. */
export function readShort(text: string): Piece[] {
  return readBy(autolinks, text);
}
