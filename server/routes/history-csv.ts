import type { HistoryEntry } from '../../lib/contract/history.ts';

type Column = readonly [name: string, value: (entry: HistoryEntry) => string | null | undefined];

const columns: readonly Column[] = [
  ['at', (entry) => entry.at],
  ['by', (entry) => entry.by],
  ['productId', (entry) => entry.productId],
  ['canonicalUrl', (entry) => entry.canonicalUrl],
  ['url', (entry) => entry.url],
  ['trackingId', (entry) => entry.trackingId],
  ['linkType', (entry) => entry.linkType],
  ['cn', (entry) => entry.subIds?.cn],
  ['cv', (entry) => entry.subIds?.cv],
  ['dp', (entry) => entry.subIds?.dp],
  ['note', (entry) => entry.note],
  ['sandbox', (entry) => String(entry.sandbox)],
];

export const csvHeader = csvRow(columns.map(([name]) => name));

/** One entry as a line of CSV (RFC 4180). */
export function csvLine(entry: HistoryEntry): string {
  return csvRow(columns.map(([, value]) => value(entry) ?? ''));
}

function csvRow(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** A spreadsheet runs a cell that begins with = + - or @ as a formula; an apostrophe in front makes it text. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
