import { BREAK } from '../defuse.ts';
import { cardLines } from './card.ts';
import type { Channel } from './channel.ts';
import { opensBlock } from './line-start.ts';
import { replaceMarks } from './marks.ts';

/** WhatsApp: bold, strikethrough and code by marks, addresses link by themselves, no escape. */
export const whatsapp: Channel = {
  linksByItself: true,
  text: plain,
  address: (url) => url,
  write: (wording) =>
    cardLines(wording, {
      text: plain,
      bold: (text) => `*${text}*`,
      strike: (text) => `~${text}~`,
      code: (value) => `\`${value.replaceAll('`', "'")}\``,
    }).join('\n'),
};

const EDGE_MARKS = /(?<![\p{L}\p{N}])[*_~`]|[*_~`](?![\p{L}\p{N}])/gu;

/** A quote or a list starts at the start of a line only: an invisible break keeps it a line of text. */
function plain(value: string, before: string): string {
  const text = replaceMarks(value, EDGE_MARKS);
  return opensBlock(before) ? text.replace(/^(?=[>-]|\d+[.)])/, BREAK) : text;
}
