import type { FormatId } from '../contract/presets.ts';

const ERID = '{?erid} erid: {erid}{/erid}';
const POPULARITY = '{?rating}\u2605 {rating}{?orders} \u00b7 {/orders}{/rating}{?orders}{orders} sold{/orders}';
const FORMER =
  '{?was} (was {was}{?discount}, {discount}{/discount}){/was}{!was}{?discount} ({discount}){/discount}{/was}';

const lines = (...text: string[]) => text.join('\n');

/** A plain card, for channels that mark a title and a former price by signs and have no links in text. */
function plainStarter(bold: string, strike: string, code: string): string {
  const former = strike ? `{?was} ${strike}{was}${strike}{/was}{?discount} {discount}{/discount}` : FORMER;
  return lines(
    `{disclosure}${ERID}`,
    `{?title}${bold}{title}${bold}{/title}`,
    `{?price}${bold}{price}${bold}${former}{/price}`,
    POPULARITY,
    `{?coupon}Code: ${code}{coupon}${code}{/coupon}`,
    '{link}',
  );
}

/**
 * What the editor of own templates starts with: the shipped format of each channel, written as a template in English,
 * with the disclosure in its place. To take it out is the author's own edit.
 */
export const starters: Readonly<Record<FormatId, string>> = {
  address: `{disclosure}${ERID} {link}`,
  markdown: lines(
    `{disclosure}${ERID}  `,
    '{?title}[{title}]({link}){/title}{!title}{link}{/title}  ',
    '{?price}**{price}**{?was} ~~{was}~~{/was}{?discount} {discount}{/discount}{/price}  ',
    `${POPULARITY}  `,
    '{?coupon}Code: `{coupon}`{/coupon}',
  ),
  html: lines(
    `<p>{disclosure}${ERID}<br>`,
    '<a href="{link}" rel="sponsored nofollow">{title}{!title}{link}{/title}</a>{?price}<br>',
    '<strong>{price}</strong>{?was} <s>{was}</s>{/was}{?discount} {discount}{/discount}{/price}{?rating}<br>',
    '\u2605 {rating}{?orders} \u00b7 {orders} sold{/orders}{/rating}{?coupon}<br>',
    'Code: <code>{coupon}</code>{/coupon}</p>',
  ),
  bbcode: lines(
    `{disclosure}${ERID}`,
    '{?title}[url={link}]{title}[/url]{/title}{!title}[url]{link}[/url]{/title}',
    '{?price}[b]{price}[/b]{?was} [s]{was}[/s]{/was}{?discount} {discount}{/discount}{/price}',
    POPULARITY,
    '{?coupon}Code: [b]{coupon}[/b]{/coupon}',
  ),
  'telegram-html': lines(
    `{disclosure}${ERID}`,
    '<a href="{link}">{title}{!title}{link}{/title}</a>',
    '{?price}<b>{price}</b>{?was} <s>{was}</s>{/was}{?discount} {discount}{/discount}{/price}',
    POPULARITY,
    '{?coupon}Code: <code>{coupon}</code>{/coupon}',
  ),
  'telegram-markdown': lines(
    `{disclosure}${ERID}`,
    '[{title}{!title}{link}{/title}]({link})',
    '{?price}*{price}*{?was} ~{was}~{/was}{?discount} {discount}{/discount}{/price}',
    POPULARITY,
    '{?coupon}Code: `{coupon}`{/coupon}',
  ),
  discord: plainStarter('**', '~~', '`'),
  whatsapp: plainStarter('*', '~', '`'),
  short: `{disclosure}${ERID}\n{title}{?price} \u2013 {price}${FORMER}{/price}{?coupon} \u00b7 Code: {coupon}{/coupon}\n{link}`,
  youtube: plainStarter('', '', ''),
  csv: '{disclosure},{link},{title},{price},{was},{coupon},{erid},{date}',
};
