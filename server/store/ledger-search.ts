import type { Kysely, SelectQueryBuilder } from 'kysely';
import { sql } from 'kysely';
import { indexWord, prefixRange, searchWords } from './ledger-words.ts';
import type { LedgerRow, Schema } from './schema.ts';

export type LedgerSearch = {
  /** Only what this access was answered; absent: everybody's. */
  accessId: string | undefined;
  /** Every word of it must begin a word of the product id, an address or the note. */
  query: string | undefined;
  trackingId: string | undefined;
  /** Only entries older than the one with this id. */
  before: string | undefined;
  limit: number;
};

/** The newest entries of an access that are looked at one by one before the index of words is. */
const NEWEST = 2_000;

/** A beginning of more different words than this is too common to look each of them up. */
const MANY_WORDS = 20;

type Entries = SelectQueryBuilder<Schema, 'ledger', LedgerRow>;

/**
 * Finds entries, newest first, at about the same cost however long the ledger is: among the newest of an access, then by
 * one word of the search in the index of words, or, where every word is common, by looking at the newest entries until
 * enough are found.
 */
export async function searchLedger(db: Kysely<Schema>, search: LedgerSearch): Promise<LedgerRow[]> {
  const words = searchWords(search.query);
  const entries = matching(db, search, words);
  if (words.length === 0) return await entries.execute();
  if (search.accessId !== undefined) {
    const newest = await amongNewest(db, search.accessId, search, words);
    if (newest !== undefined) return newest;
  }
  const rarest = await rarestWord(db, words);
  if (rarest === undefined) return await entries.execute();
  const found = await Promise.all(rarest.map((word) => entriesOfWord(entries, word, search)));
  const distinct = new Map(found.flat().map((row) => [row.id, row]));
  return [...distinct.values()].sort((one, other) => (one.id < other.id ? 1 : -1)).slice(0, search.limit);
}

/** The newest entries that match, found by looking at each; no further than the entry `from`, if it is given. */
function matching(db: Kysely<Schema>, search: LedgerSearch, words: readonly string[], from?: string): Entries {
  let entries = db.selectFrom('ledger').selectAll('ledger').orderBy('ledger.id', 'desc').limit(search.limit);
  if (from !== undefined) entries = entries.where('ledger.id', '>=', from);
  if (search.accessId !== undefined) entries = entries.where('ledger.access_id', '=', search.accessId);
  if (search.trackingId !== undefined) entries = entries.where('ledger.tracking_id', '=', search.trackingId);
  if (search.before !== undefined) entries = entries.where('ledger.id', '<', search.before);
  for (const word of words) entries = entries.where('ledger.search_text', 'like', `% ${word}%`);
  return entries;
}

/** The same among the entries that have one word. Ordered by the index, so that only the first few are looked at. */
async function entriesOfWord(entries: Entries, word: string, { before }: LedgerSearch): Promise<LedgerRow[]> {
  let having = entries
    .innerJoin('ledger_word', 'ledger_word.ledger_id', 'ledger.id')
    .where('ledger_word.word', '=', word)
    .clearOrderBy()
    .orderBy('ledger_word.ledger_id', 'desc');
  if (before !== undefined) having = having.where('ledger_word.ledger_id', '<', before);
  return await having.execute();
}

/** What is found among the newest entries of an access; undefined if that is not enough and there are older ones. */
async function amongNewest(
  db: Kysely<Schema>,
  accessId: string,
  search: LedgerSearch,
  words: readonly string[],
): Promise<LedgerRow[] | undefined> {
  let own = db.selectFrom('ledger').select('id').where('access_id', '=', accessId).orderBy('id', 'desc');
  if (search.before !== undefined) own = own.where('id', '<', search.before);
  const oldest = await own.offset(NEWEST).limit(1).executeTakeFirst();
  const found = await matching(db, search, words, oldest?.id).execute();
  return oldest === undefined || found.length === search.limit ? found : undefined;
}

/** The index words that the most telling word of a search stands for; undefined if each stands for too many. */
async function rarestWord(db: Kysely<Schema>, words: readonly string[]): Promise<string[] | undefined> {
  const expanded = await Promise.all(words.map((word) => beginningWith(db, word)));
  return expanded
    .filter((candidates) => candidates.length <= MANY_WORDS)
    .sort((one, other) => one.length - other.length || (other[0]?.length ?? 0) - (one[0]?.length ?? 0))[0];
}

/** Up to MANY_WORDS + 1 different index words that begin with a word, each found by a jump in the index. */
async function beginningWith(db: Kysely<Schema>, word: string): Promise<string[]> {
  const { from, to } = prefixRange(word);
  const { rows } = await sql<{ word: string }>`
    with recursive found(word) as (
      select min(word) from ledger_word where word >= ${from} and word < ${to}
      union all
      select (select min(next.word) from ledger_word as next where next.word > found.word and next.word < ${to})
      from found where found.word is not null
    )
    select word from found where word is not null limit ${sql.lit(MANY_WORDS + 1)}
  `.execute(db);
  return rows.map((row) => row.word);
}

/** The index of an entry's words, from its search text. */
export function wordRows(id: string, searchText: string): { word: string; ledger_id: string }[] {
  const words = searchText.split(' ').filter((word) => word !== '');
  return words.map((word) => ({ word: indexWord(word), ledger_id: id }));
}
