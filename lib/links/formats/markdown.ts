import { cardLines } from './card.ts';
import type { Channel } from './channel.ts';
import { opensBlock } from './line-start.ts';

/** CommonMark 0.31 with GitHub's strikethrough, tables and automatic links. */
export const markdown: Channel = {
  linksByItself: false,
  text: escapeMarkdown,
  address: (url, before) => (/(?:\]\(|[<"'=])$/.test(before) ? url : `<${url}>`),
  write: (wording) =>
    cardLines(wording, {
      text: escapeMarkdown,
      link: (title, url) => (title === '' ? `<${url}>` : `[${escapeMarkdown(title, '[')}](${url})`),
      bold: (text) => `**${text}**`,
      strike: (text) => `~~${text}~~`,
      code: codeSpan,
    }).join('  \n'),
};

/** Backslashes do nothing in a code span, and a backtick would end it. */
function codeSpan(value: string): string {
  return `\`${value.replaceAll('`', "'")}\``;
}

/** Escapes what has a meaning inside a line, at its start, or together with what may stand next to the value. */
function escapeMarkdown(value: string, before: string): string {
  const escaped = value
    .replace(/[\\`*_[\]<>&~|]/g, '\\$&')
    .replace(/:(?=\/\/|[\w+-]+:)/g, '\\:')
    .replace(/(?<=[\p{L}\p{N}])\.(?=\p{L})/gu, '\\.')
    .replace(/^[(:]/, before.endsWith(']') ? '\\$&' : '$&')
    .replace(/!$/, '\\!');
  return opensBlock(before) ? escaped.replace(/^[#+\-=]/, '\\$&').replace(/^(\d{1,9})([.)])/, '$1\\$2') : escaped;
}
