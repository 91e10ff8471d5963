import { BREAK } from '../defuse.ts';
import { cardLines } from './card.ts';
import type { Channel } from './channel.ts';

/** BBCode as phpBB, vBulletin, SMF and XenForo share it: b, s, url. */
export const bbcode: Channel = {
  linksByItself: true,
  text: escapeBbcode,
  address: (url) => url,
  write: (wording) =>
    cardLines(wording, {
      text: escapeBbcode,
      link: (title, url) => (title === '' ? `[url]${url}[/url]` : `[url=${url}]${escapeBbcode(title)}[/url]`),
      bold: (text) => `[b]${text}[/b]`,
      strike: (text) => `[s]${text}[/s]`,
      code: (value) => `[b]${escapeBbcode(value)}[/b]`,
    }).join('\n'),
};

/** Forums know no escape, but none reads a tag whose name starts with an invisible break. */
function escapeBbcode(value: string): string {
  return value.replaceAll('[', `[${BREAK}`);
}
