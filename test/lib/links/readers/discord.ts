import { schemeAddress } from './autolinks.ts';
import { around, leaf, type Piece, type Rule, readBy } from './tree.ts';

/** Discord's message formatting: support article "Markdown Text 101" and the developer reference "Message Formatting". */
const rules: readonly Rule[] = [
  { pattern: /\\([^0-9A-Za-z\s])/y, read: (match) => match[1] ?? '' },
  { pattern: /(?<=^|\n)(?:#{1,3}|-#|>>>|>|[-*+]|\d+\.) [^\n]*/y, block: true, read: leaf('block') },
  { pattern: /```([\s\S]+?)```/y, read: leaf('code', 1) },
  { pattern: /(`+)([\s\S]*?[^`])\1(?!`)/y, read: leaf('code', 2) },
  { pattern: /<(?:@[!&]?|#|a?:\w+:|t:|\/|id:)[^>\s]*>/y, read: leaf('mention') },
  { pattern: /@(?:everyone|here)/y, read: leaf('mention') },
  { pattern: /<(https?:\/\/[^\s>]+)>/y, read: leaf('link', 1) },
  { pattern: /\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)/y, read: leaf('link', 2) },
  schemeAddress,
  { pattern: /discord(?:\.gg|app\.com\/invite|\.com\/invite)\/\w+/y, read: leaf('invite') },
  { pattern: /:\w+:/y, read: leaf('emoji') },
  { pattern: /\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y, read: around('bold') },
  { pattern: /__((?:\\[\s\S]|[^\\])+?)__(?!_)/y, read: around('underline') },
  { pattern: /~~((?:\\[\s\S]|[^\\])+?)~~(?!~)/y, read: around('strike') },
  { pattern: /\|\|((?:\\[\s\S]|[^\\])+?)\|\|/y, read: around('spoiler') },
  { pattern: /\*(?=\S)((?:\\[\s\S]|[^\\*])+?)\*(?!\*)/y, read: around('italic') },
  { pattern: /_((?:\\[\s\S]|[^\\_])+?)_(?!\w)/y, read: around('italic') },
];

export function readDiscord(text: string): Piece[] {
  return readBy(rules, text);
}
