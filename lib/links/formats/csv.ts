import type { Wording } from '../wording.ts';
import type { Channel } from './channel.ts';

const columns = [
  'disclosure',
  'link',
  'title',
  'price',
  'currency',
  'was',
  'discount_percent',
  'rating_percent',
  'orders',
  'image',
  'tracking_id',
  'coupon',
  'erid',
  'date',
] as const;

/** The first line of a table whose rows this format writes. */
export const csvHeader = columns.join(',');

/** One row by RFC 4180, without a line end. Figures are plain numbers, the date is ISO 8601: for machines. */
export const csv: Channel = {
  linksByItself: false,
  text: quoted,
  address: quoted,
  write: (wording) => {
    const row = rowOf(wording);
    return columns.map((column) => row[column]).join(',');
  },
};

function rowOf({ values, label, facts }: Wording): Record<(typeof columns)[number], string> {
  return {
    disclosure: quoted(label),
    link: quoted(values.link),
    title: quoted(values.title),
    price: facts.price?.amount ?? '',
    currency: facts.price?.currency ?? '',
    was: values.was && (facts.was?.amount ?? ''),
    discount_percent: values.discount && String(facts.discountPercent),
    rating_percent: values.rating && String(facts.ratingPercent),
    orders: values.orders && String(facts.orders),
    image: quoted(values.image),
    tracking_id: quoted(values.trackingId),
    coupon: quoted(values.coupon),
    erid: quoted(values.erid),
    date: quoted(facts.date),
  };
}

/** A spreadsheet takes a cell that starts so for a formula; an apostrophe in front makes it text. */
const FORMULA_START = /^[=+\-@|%\uff1d\uff0b\uff0d\uff20]/;

function quoted(value: string): string {
  const harmless = FORMULA_START.test(value) ? `'${value}` : value;
  return `"${harmless.replaceAll('"', '""')}"`;
}
