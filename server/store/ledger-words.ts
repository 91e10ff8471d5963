/** Words that stand in nearly every address: they would find everything. */
const EVERYWHERE = new Set(['http', 'https', 'www', 'aliexpress', 'com', 'item', 'html', 's', 'click', 'e']);

/** Words kept of one entry, and characters of one word. */
const MOST_WORDS = 64;
const LONGEST = 40;

/** The distinct words of texts that a search can find, in lower case. All punctuation separates words. */
export function searchWords(...texts: (string | null | undefined)[]): string[] {
  const words =
    texts
      .join(' ')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => !EVERYWHERE.has(word)).map((word) => word.slice(0, LONGEST));
  return [...new Set(telling)].slice(0, MOST_WORDS);
}

/** A word as the index has it: hexadecimal, so that every collation agrees on the order. */
export function indexWord(word: string): string {
  return Buffer.from(word).toString('hex');
}

/** The index words that begin with a word stand from `from` up to, but without, `to`. */
export function prefixRange(word: string): { from: string; to: string } {
  const from = indexWord(word);
  return { from, to: `${from}g` };
}
