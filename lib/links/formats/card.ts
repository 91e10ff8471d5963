import type { Wording } from '../wording.ts';

/** What stands before a value that is not the first of its line. */
const INSIDE = ' ';

/**
 * How a channel marks the parts of a card. Values are escaped by `text`, which is told what stands before them (nothing
 * at the start of a line); `bold` and `strike` take escaped text.
 */
export interface Marks {
  text(value: string, before: string): string;
  /** The title that leads to the address, or the address alone where the title is empty. Missing: the channel has no links in text. */
  link?(title: string, address: string): string;
  bold(text: string): string;
  strike?(text: string): string;
  code(value: string): string;
}

/**
 * The card that most channels share, one line a fact, known ones only: disclosure, title with the link, price, rating
 * and sales, coupon; the address last where it cannot stand behind the title.
 */
export function cardLines(wording: Wording, marks: Marks): string[] {
  const { title, link } = wording.values;
  const head = marks.link ? [marks.link(title, link)] : [title && marks.bold(marks.text(title, INSIDE))];
  const tail = marks.link ? [] : [link];
  return [
    disclosureLine(wording, marks),
    ...head,
    priceLine(wording, marks),
    popularityLine(wording, marks),
    couponLine(wording, marks),
    ...tail,
  ].filter((line) => line !== '');
}

function disclosureLine({ values: { disclosure, erid } }: Wording, marks: Marks): string {
  return marks.text(spaced(disclosure, erid && `erid: ${erid}`), '');
}

function priceLine({ values: { price, was, discount }, phrases }: Wording, marks: Marks): string {
  if (price === '') {
    return '';
  }
  const now = marks.bold(marks.text(price, INSIDE));
  if (marks.strike) {
    return spaced(now, was && marks.strike(marks.text(was, INSIDE)), marks.text(discount, INSIDE));
  }
  return spaced(now, marks.text(formerPrice(was, discount, phrases.was), INSIDE));
}

/** The former price where it cannot be struck through: `(was $33.81, -54%)`. */
export function formerPrice(was: string, discount: string, wasWord: string): string {
  const inside = [was && `${wasWord} ${was}`, discount].filter(Boolean).join(', ');
  return inside && `(${inside})`;
}

function popularityLine({ values: { rating, orders }, phrases }: Wording, marks: Marks): string {
  const sold = orders && phrases.sold.replace('#', () => orders);
  return marks.text([rating && `\u2605 ${rating}`, sold].filter(Boolean).join(' \u00b7 '), '');
}

function couponLine({ values: { coupon }, phrases }: Wording, marks: Marks): string {
  return coupon && `${marks.text(`${phrases.code}:`, '')} ${marks.code(coupon)}`;
}

function spaced(...parts: string[]): string {
  return parts.filter(Boolean).join(' ');
}

/** The disclosure in one word, in front of what it is about: `Ad: `, `Ad. erid: 2Vtz `, or nothing. */
export function shortDisclosure({ label, values: { erid } }: Wording): string {
  const stopped = /[\p{P}\p{S}]$/u.test(label);
  if (erid !== '') {
    const start = label && (stopped ? `${label} ` : `${label}. `);
    return `${start}erid: ${erid} `;
  }
  return label && (stopped ? `${label} ` : `${label}: `);
}
