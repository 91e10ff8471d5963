import { cardLines } from './card.ts';
import type { Channel } from './channel.ts';
import { replaceMarks } from './marks.ts';

/** A part of a YouTube description: 5,000 bytes, no angle brackets (YouTube Data API), bold, italic and struck by marks. */
export const youtube: Channel = {
  linksByItself: true,
  text: plain,
  address: (url) => url,
  write: (wording) =>
    cardLines(wording, {
      text: plain,
      bold: (text) => text,
      code: plain,
    }).join('\n'),
  measure: { limit: 5000, of: (text) => new TextEncoder().encode(text).length },
};

/** `-` counts as a mark before or behind a word; ` - `, `5-pack` and `-54%` do not. */
const EDGE_MARKS =
  /[<>]|(?<![\p{L}\p{N}])[*_]|[*_](?![\p{L}\p{N}])|(?<![\p{L}\p{N}])-(?=[^\s\d])|(?<=\S)-(?![\p{L}\p{N}])/gu;

function plain(value: string): string {
  return replaceMarks(value, EDGE_MARKS);
}
