import { cardLines } from './card.ts';
import type { Channel } from './channel.ts';

/** HTML for a blog. `sponsored` is what Google asks of paid links; `nofollow` is for readers of the older word. */
export const html: Channel = {
  linksByItself: false,
  text: escapeHtml,
  address: escapeHtml,
  write: (wording) => {
    const lines = cardLines(wording, {
      text: escapeHtml,
      link: (title, url) =>
        `<a href="${escapeHtml(url)}" rel="sponsored nofollow">${escapeHtml(title === '' ? url : title)}</a>`,
      bold: (text) => `<strong>${text}</strong>`,
      strike: (text) => `<s>${text}</s>`,
      code: (value) => `<code>${escapeHtml(value)}</code>`,
    });
    return `<p>${lines.join('<br>\n')}</p>`;
  },
  rich: (text) => text,
};

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe in text and in quoted attributes; templates that put a value anywhere else are refused. */
export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => references[character] ?? character);
}
