/** In UTF-16 units. Shop titles end at about 220; what is longer is cut, so that no channel's own limit is met. */
export const MAX_TITLE = 500;

const ELLIPSIS = '\u2026';

/** In UTF-16 units. */
const LONG_WORD = 16;

/** Characters that take no room: soft hyphen, zero-width space, word joiner and its kin, byte order mark. */
const INVISIBLE = /[\u00ad\u180e\u200b\u2060-\u2064\ufeff\ufff9-\ufffb]/g;

/** Marks that reorder what follows them, so that a title could turn a price or a disclosure round. */
const REORDERING = /[\u061c\u202a-\u202e\u2066-\u206f]/g;

const WHITE_SPACE = /[\s\u0085\u2800\u3164]+/g;

const CONTROL = /\p{Cc}/gu;

/**
 * One line of text as a reader sees it: white space becomes single spaces, control, invisible and reordering
 * characters go. The joiners U+200C and U+200D stay: Persian and emoji need them.
 */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(INVISIBLE, '')
    .replace(REORDERING, '')
    .replace(WHITE_SPACE, ' ')
    .replace(CONTROL, '')
    .trim();
}

/**
 * The longest beginning of a text that fits, with an ellipsis where something is missing. It ends between characters as
 * readers see them, or between code points where one such character (marks heaped on a letter) has no room.
 */
export function shorten(text: string, fits: (candidate: string) => boolean): string {
  if (fits(text)) {
    return text;
  }
  const characters = Array.from(new Intl.Segmenter().segment(text), ({ index }) => index);
  return longest(text, characters, fits) || longest(text, codePointStarts(text), fits);
}

function codePointStarts(text: string): number[] {
  let at = 0;
  return Array.from(text, (character) => {
    at += character.length;
    return at - character.length;
  });
}

/** The longest cut at one of `ends` that fits, by halving; empty if none does. */
function longest(text: string, ends: readonly number[], fits: (candidate: string) => boolean): string {
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(cut(text, ends[middle] ?? 0))) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low > 0 ? cut(text, ends[low] ?? 0) : '';
}

/** Ends at the space before a word that would be cut in two, unless that word is long. */
function cut(text: string, end: number): string {
  const space = text.lastIndexOf(' ', end);
  return text.slice(0, space > end - LONG_WORD && space > 0 ? space : end).trimEnd() + ELLIPSIS;
}

/** A title for publishing: visible, on one line, within MAX_TITLE. */
export function visibleTitle(title: string): string {
  return shorten(visible(title), (candidate) => candidate.length <= MAX_TITLE);
}
