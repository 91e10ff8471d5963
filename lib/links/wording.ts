import type { Money } from '../contract/products.ts';
import { pasteAddress } from './address.ts';
import type { PostFacts } from './facts.ts';
import { type Phrases, phrasesFor } from './phrases.ts';
import { visible, visibleTitle } from './visible.ts';

/** The names that a template may use, in the order in which they are shown. */
export const placeholders = [
  'title',
  'price',
  'was',
  'discount',
  'rating',
  'orders',
  'image',
  'link',
  'trackingId',
  'disclosure',
  'coupon',
  'erid',
  'date',
] as const;

export type Placeholder = (typeof placeholders)[number];

/** Facts in words, not yet escaped for any channel. A value that is not known is empty. */
export interface Wording {
  values: Record<Placeholder, string>;
  /** The disclosure in one word. */
  label: string;
  phrases: Phrases;
  facts: PostFacts;
}

export interface PostLocale {
  /** BCP 47, known to Intl. */
  locale: string;
  /** IANA name; the device's own if missing. */
  timeZone?: string;
}

/** Says the facts in a locale. Unknown or senseless ones (a former price below today's) come out empty. */
export function wordFacts(facts: PostFacts, { locale, timeZone }: PostLocale): Wording {
  const reduced = isReduced(facts);
  const percent = (value: number | undefined) =>
    value === undefined ? '' : new Intl.NumberFormat(locale, percentStyle).format(value / 100);
  return {
    values: {
      title: visibleTitle(facts.title ?? ''),
      price: money(facts.price, locale),
      was: reduced ? money(facts.was, locale) : '',
      discount: (reduced || facts.was === undefined) && facts.discountPercent ? percent(-facts.discountPercent) : '',
      rating: facts.ratingPercent ? percent(facts.ratingPercent) : '',
      orders: facts.orders ? new Intl.NumberFormat(locale).format(facts.orders) : '',
      image: pasteAddress(facts.imageUrl ?? ''),
      link: pasteAddress(facts.link),
      trackingId: visible(facts.trackingId),
      disclosure: visible(facts.disclosure.sentence),
      coupon: visible(facts.coupon ?? ''),
      erid: visible(facts.erid ?? ''),
      date: day(facts.date, locale, timeZone),
    },
    label: visible(facts.disclosure.label),
    phrases: phrasesFor(locale),
    facts,
  };
}

const percentStyle: Intl.NumberFormatOptions = { style: 'percent', maximumFractionDigits: 1 };

/** Whether the former price is one: same currency and higher. */
function isReduced({ price, was }: PostFacts): boolean {
  return (
    price !== undefined &&
    was !== undefined &&
    price.currency === was.currency &&
    Number(was.amount) > Number(price.amount)
  );
}

/** Formats the decimal text itself, so that no amount passes through a binary fraction. */
function money(value: Money | undefined, locale: string): string {
  if (value === undefined) {
    return '';
  }
  return new Intl.NumberFormat(locale, { style: 'currency', currency: value.currency }).format(
    value.amount as Intl.StringNumericLiteral,
  );
}

function day(iso: string, locale: string, timeZone: string | undefined): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime())
    ? ''
    : new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone }).format(at);
}

/** The locale of a language and a country that Intl knows; the language alone, then English, where it does not. */
export function knownLocale(language: string, country: string | null): string {
  const wishes = [country === null ? language : `${language}-${country}`, language];
  return wishes.find(isSupported) ?? 'en';
}

function isSupported(tag: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}
