import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { chunkedRows } from '../chunks.ts';
import { indexWord, searchWords } from '../ledger-words.ts';
import type { Schema } from '../schema.ts';

/** Entries indexed at a time. */
const PAGE = 500;

/** An index of the words of the ledger, so that a search among a million entries looks at few. */
export const ledgerWords: Migration = {
  up: async (db: Kysely<Schema>) => {
    await db.schema
      .createTable('ledger_word')
      .addColumn('word', 'text', (column) => column.notNull())
      .addColumn('ledger_id', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('ledger_word_pk', ['word', 'ledger_id'])
      .execute();
    await db.schema.createIndex('ledger_by_tracking_id').on('ledger').columns(['tracking_id', 'id']).execute();
    for (let after: string | undefined = ''; after !== undefined; ) after = await indexPage(db, after);
  },
};

/** Indexes the entries after an id; the last id, or undefined when there are no more. */
async function indexPage(db: Kysely<Schema>, after: string): Promise<string | undefined> {
  const rows = await db.selectFrom('ledger').selectAll().where('id', '>', after).orderBy('id').limit(PAGE).execute();
  for (const { id, product_id, canonical_url, url, note } of rows) {
    const words = searchWords(product_id, canonical_url, url, note);
    await db
      .updateTable('ledger')
      .set({ search_text: ` ${words.join(' ')}` })
      .where('id', '=', id)
      .execute();
    const index = words.map((word) => ({ word: indexWord(word), ledger_id: id }));
    for (const some of chunkedRows(index)) await db.insertInto('ledger_word').values(some).execute();
  }
  return rows.at(-1)?.id;
}
