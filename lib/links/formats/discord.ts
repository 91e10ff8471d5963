import { cardLines } from './card.ts';
import type { Channel } from './channel.ts';
import { opensBlock } from './line-start.ts';

/** Discord's Markdown. The address stands alone: a link behind a title breaks on a bracket, escaped or not. */
export const discord: Channel = {
  linksByItself: true,
  text: escapeDiscord,
  address: (url) => url,
  write: (wording) =>
    cardLines(wording, {
      text: escapeDiscord,
      bold: (text) => `**${text}**`,
      strike: (text) => `~~${text}~~`,
      code: codeSpan,
    }).join('\n'),
  measure: { limit: 2000, of: (text) => text.length },
};

function codeSpan(value: string): string {
  return `\`${value.replaceAll('`', "'")}\``;
}

/** `<` starts mentions and custom emoji, `:` emoji names; `#`, `-` and `1.` count at the start of a line only. */
function escapeDiscord(value: string, before: string): string {
  const escaped = value.replace(/[\\`*_[\]()<>~|]/g, '\\$&').replace(/:(?=\w+:)/g, '\\:');
  return opensBlock(before) ? escaped.replace(/^[#+-]/, '\\$&').replace(/^(\d+)\./, '$1\\.') : escaped;
}
