import { cardLines } from './card.ts';
import type { Channel } from './channel.ts';

/** MarkdownV2 of the Telegram Bot API: one unescaped reserved character and the whole message is refused. */
export const telegramMarkdown: Channel = {
  linksByItself: true,
  text: escapeMarkdownV2,
  address: (url, before) => (before.endsWith('](') ? url : escapeMarkdownV2(url)),
  write: (wording) =>
    cardLines(wording, {
      text: escapeMarkdownV2,
      link: (title, url) => `[${escapeMarkdownV2(title === '' ? url : title)}](${url})`,
      bold: (text) => `*${text}*`,
      strike: (text) => `~${text}~`,
      code: (value) => `\`${value.replace(/[`\\]/g, '\\$&')}\``,
    }).join('\n'),
};

/** Any character may be escaped anywhere, so this is right inside code as well. */
function escapeMarkdownV2(value: string): string {
  return value.replace(/[\\_*[\]()~`>#+\-=|{}.!]/g, '\\$&');
}
