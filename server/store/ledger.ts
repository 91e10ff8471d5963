import type { Kysely } from 'kysely';
import type { HistoryEntry } from '../../lib/contract/history.ts';
import { HistoryEntry as HistoryEntrySchema } from '../../lib/contract/history.ts';
import type { SubIds } from '../../lib/contract/links.ts';
import { chunkedRows } from './chunks.ts';
import type { LedgerSearch } from './ledger-search.ts';
import { searchLedger, wordRows } from './ledger-search.ts';
import { searchWords } from './ledger-words.ts';
import type { LedgerRow, Schema } from './schema.ts';

/** A link that is about to be answered. `id` begins with the time, see ledgerId. */
export type NewLedgerEntry = {
  id: string;
  at: number;
  accessId: string;
  accessName: string;
  productId: string | null;
  canonicalUrl: string;
  url: string;
  trackingId: string;
  linkType: 'normal' | 'hot';
  shipTo: string | undefined;
  subIds: SubIds | undefined;
  note: string | undefined;
  sandbox: boolean;
};

export type LedgerStore = {
  /** All or none of the entries. When it resolves they are on the disk. */
  append(entries: readonly NewLedgerEntry[]): Promise<void>;
  /** Newest first. */
  search(search: LedgerSearch): Promise<HistoryEntry[]>;
};

/** An id that sorts by time and then by `random` (hexadecimal, so that every collation agrees on the order). */
export function ledgerId(at: number, random: string): string {
  return at.toString(16).padStart(12, '0') + random;
}

export function ledgerStore(db: Kysely<Schema>): LedgerStore {
  return {
    append: async (entries) => {
      const rows = entries.map(toRow);
      const words = rows.flatMap((row) => wordRows(row.id, row.search_text));
      if (rows.length === 0) return;
      await db.transaction().execute(async (transaction) => {
        for (const some of chunkedRows(rows)) await transaction.insertInto('ledger').values(some).execute();
        for (const some of chunkedRows(words)) await transaction.insertInto('ledger_word').values(some).execute();
      });
    },
    search: async (search) => (await searchLedger(db, search)).map(fromRow),
  };
}

function toRow(entry: NewLedgerEntry): LedgerRow {
  const { productId, canonicalUrl, url, note } = entry;
  return {
    id: entry.id,
    at: entry.at,
    access_id: entry.accessId,
    access_name: entry.accessName,
    product_id: productId,
    canonical_url: canonicalUrl,
    url,
    tracking_id: entry.trackingId,
    link_type: entry.linkType,
    ship_to: entry.shipTo ?? null,
    sub_ids: entry.subIds ? JSON.stringify(entry.subIds) : null,
    note: note ?? null,
    is_sandbox: entry.sandbox ? 1 : 0,
    search_text: ` ${searchWords(productId, canonicalUrl, url, note).join(' ')}`,
  };
}

function fromRow(row: LedgerRow): HistoryEntry {
  return HistoryEntrySchema.parse({
    id: row.id,
    at: new Date(row.at).toISOString(),
    by: row.access_name,
    productId: row.product_id,
    canonicalUrl: row.canonical_url,
    url: row.url,
    trackingId: row.tracking_id,
    linkType: row.link_type,
    subIds: row.sub_ids === null ? undefined : (JSON.parse(row.sub_ids) as unknown),
    note: row.note ?? undefined,
    sandbox: row.is_sandbox === 1,
  });
}
