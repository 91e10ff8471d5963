import { cardLines } from './card.ts';
import type { Channel } from './channel.ts';
import { escapeHtml } from './html.ts';

/** The HTML subset of the Telegram Bot API (`parse_mode: HTML`): new lines are new lines, few tags, no `rel`. */
export const telegramHtml: Channel = {
  linksByItself: true,
  text: escapeHtml,
  address: escapeHtml,
  write: (wording) =>
    cardLines(wording, {
      text: escapeHtml,
      link: (title, url) => `<a href="${escapeHtml(url)}">${escapeHtml(title === '' ? url : title)}</a>`,
      bold: (text) => `<b>${text}</b>`,
      strike: (text) => `<s>${text}</s>`,
      code: (value) => `<code>${escapeHtml(value)}</code>`,
    }).join('\n'),
  rich: (text) => text.replaceAll('\n', '<br>\n'),
};
