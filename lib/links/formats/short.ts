import { shorten } from '../visible.ts';
import type { Wording } from '../wording.ts';
import { formerPrice, shortDisclosure } from './card.ts';
import type { Channel } from './channel.ts';

/** X, and anything else that counts as it does: 280 by weight, any address 23 (twitter-text configuration 3). */
const LIMIT = 280;
const ADDRESS_WEIGHT = 23;

/** Code points that weigh one; every other, and every emoji however long, weighs two. First and last of each range. */
const LIGHT: readonly (readonly [number, number])[] = [
  [0, 0x10ff],
  [0x2000, 0x200d],
  [0x2010, 0x201f],
  [0x2032, 0x2037],
];

/** A title shorter than this says little: rather leave something else out. */
const LEAST_TITLE = 40;

export const short: Channel = {
  linksByItself: true,
  text: (value) => value,
  address: (url) => url,
  write: writeShort,
  measure: { limit: LIMIT, of: weightedLength },
};

/** The length by the count of X. */
export function weightedLength(text: string): number {
  let weight = 0;
  for (const [unit] of text.normalize('NFC').matchAll(/https?:\/\/\S+|\p{RGI_Emoji}|./gsv)) {
    weight += weightOf(unit);
  }
  return weight;
}

/** `unit` is an address, an emoji or one code point. */
function weightOf(unit: string): number {
  const code = unit.codePointAt(0) ?? 0;
  if (unit.length > 2 && unit.startsWith('http')) {
    return ADDRESS_WEIGHT;
  }
  const single = unit.length === String.fromCodePoint(code).length;
  return single && LIGHT.some(([first, last]) => code >= first && code <= last) ? 1 : 2;
}

/** As much as fits: the title is cut first, then the former price goes, then the coupon, the price last. */
function writeShort(wording: Wording): string {
  const { title } = wording.values;
  for (const offer of offers(wording)) {
    const fitted = shorten(title, (candidate) => weightedLength(compose(wording, candidate, offer)) <= LIMIT);
    const enough = title === '' ? weightedLength(compose(wording, '', offer)) <= LIMIT : fitted.length >= LEAST_TITLE;
    if (enough || (fitted === title && title !== '')) {
      return compose(wording, fitted, offer);
    }
  }
  return compose(wording, '', '');
}

function offers({ values: { price, was, discount, coupon }, phrases }: Wording): string[] {
  const code = coupon && `${phrases.code}: ${coupon}`;
  const full = [price, price && formerPrice(was, discount, phrases.was)].filter(Boolean).join(' ');
  const join = (...parts: string[]) => parts.filter(Boolean).join(' \u00b7 ');
  return [join(full, code), join(price, code), price, ''];
}

function compose(wording: Wording, title: string, offer: string): string {
  const words = [title, offer].filter(Boolean).join(' \u2013 ');
  return `${shortDisclosure(wording)}${words && `${words}\n`}${wording.values.link}`;
}
