import type { Kysely } from 'kysely';
import * as z from 'zod/mini';
import { chunkedRows } from './chunks.ts';
import { wordRows } from './ledger-search.ts';
import { migrations } from './migrations.ts';
import type { Schema } from './schema.ts';

const Text = z.string();
const MaybeText = z.nullable(z.string());
const Whole = z.int();

/** What a backup holds: everything that cannot be had again. */
const Line = z.discriminatedUnion('table', [
  z.object({
    table: z.literal('access'),
    row: z.object({
      id: Text,
      name: Text,
      token_hash: Text,
      tracking_ids: MaybeText,
      is_owner: Whole,
      created_at: Whole,
      last_used_at: z.nullable(Whole),
      revoked_at: z.nullable(Whole),
    }),
  }),
  z.object({ table: z.literal('quota'), row: z.object({ app_key: Text, day: Text, used: Whole }) }),
  z.object({
    table: z.literal('ledger'),
    row: z.object({
      id: Text,
      at: Whole,
      access_id: Text,
      access_name: Text,
      product_id: MaybeText,
      canonical_url: Text,
      url: Text,
      tracking_id: Text,
      link_type: Text,
      ship_to: MaybeText,
      sub_ids: MaybeText,
      note: MaybeText,
      is_sandbox: Whole,
      search_text: Text,
    }),
  }),
]);
type Line = z.infer<typeof Line>;

export const BACKED_UP: readonly Line['table'][] = ['access', 'quota', 'ledger'];

/**
 * What it leaves out: pairing codes and steps of an authorisation live minutes, answers can be asked for again, words are
 * made from the ledger. An access token opens only with its key file; after a restore the account is authorised again.
 */
export const NOT_BACKED_UP: readonly (keyof Schema | 'rate_limit')[] = [
  'pairing',
  'answer',
  'rate_limit',
  'ledger_word',
  'oauth_step',
  'oauth_token',
];

const Header = z.object({ waybill: z.literal('backup'), schema: z.string() });

/** Rows read or written at a time. */
const PAGE = 1_000;

const SCHEMA = Object.keys(migrations).at(-1) ?? '';

/** A backup that cannot be restored here: the message says why and what to do. */
export class WrongBackup extends Error {}

/**
 * A store as lines of JSON that fit both engines: a ledger can move from SQLite to PostgreSQL this way. The backend may
 * go on working meanwhile; what comes in after the start may be missing.
 */
export async function* backupLines(db: Kysely<Schema>): AsyncGenerator<string> {
  yield `${JSON.stringify({ waybill: 'backup', schema: SCHEMA })}\n`;
  for (const row of await db.selectFrom('access').selectAll().execute()) yield lineOf({ table: 'access', row });
  for (const row of await db.selectFrom('quota').selectAll().execute()) yield lineOf({ table: 'quota', row });
  for (let after = ''; ; ) {
    const entries = db.selectFrom('ledger').selectAll().where('id', '>', after).orderBy('id').limit(PAGE);
    const page = await entries.execute();
    yield page.map((row) => lineOf({ table: 'ledger', row })).join('');
    after = page.at(-1)?.id ?? after;
    if (page.length < PAGE) return;
  }
}

function lineOf(line: Line): string {
  return `${JSON.stringify(line)}\n`;
}

/**
 * Writes a backup into a store, all of it or nothing, and answers how many rows it had. A store that holds something is
 * left alone unless `replace` is set. Rejects with WrongBackup if the lines are no backup of this version.
 */
export async function restoreLines(
  db: Kysely<Schema>,
  lines: AsyncIterable<string>,
  { replace }: { replace: boolean },
): Promise<number> {
  return await db.transaction().execute(async (transaction) => {
    await makeRoom(transaction, replace);
    let number = 0;
    let page: Line[] = [];
    for await (const text of lines) {
      number += 1;
      if (number === 1) checkHeader(text);
      else page.push(readLine(text, number));
      if (page.length < PAGE) continue;
      await write(transaction, page);
      page = [];
    }
    if (number === 0) throw new WrongBackup('This backup is empty.');
    await write(transaction, page);
    return number - 1;
  });
}

async function makeRoom(db: Kysely<Schema>, replace: boolean): Promise<void> {
  const tables = [...BACKED_UP, 'ledger_word', 'pairing'] as const;
  for (const table of tables) {
    if (replace) await db.deleteFrom(table).execute();
    else if ((await db.selectFrom(table).selectAll().limit(1).execute()).length > 0) {
      throw new WrongBackup('The store is not empty: --replace puts the backup in the place of what it holds.');
    }
  }
}

function checkHeader(text: string): void {
  const header = z.safeParse(Header, parseJson(text));
  if (!header.success) throw new WrongBackup('This file is no backup of Waybill.');
  if (header.data.schema === SCHEMA) return;
  throw new WrongBackup(
    `This backup is of another version (${header.data.schema}, here ${SCHEMA}): restore it with that one, then update.`,
  );
}

function readLine(text: string, number: number): Line {
  const line = z.safeParse(Line, parseJson(text));
  if (!line.success) throw new WrongBackup(`Line ${number} of the backup is damaged.`);
  return line.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function write(db: Kysely<Schema>, lines: readonly Line[]): Promise<void> {
  const access = lines.flatMap((line) => (line.table === 'access' ? [line.row] : []));
  const quota = lines.flatMap((line) => (line.table === 'quota' ? [line.row] : []));
  const ledger = lines.flatMap((line) => (line.table === 'ledger' ? [line.row] : []));
  const words = ledger.flatMap(({ id, search_text }) => wordRows(id, search_text));
  for (const rows of chunkedRows(access)) await db.insertInto('access').values(rows).execute();
  for (const rows of chunkedRows(quota)) await db.insertInto('quota').values(rows).execute();
  for (const rows of chunkedRows(ledger)) await db.insertInto('ledger').values(rows).execute();
  for (const rows of chunkedRows(words)) await db.insertInto('ledger_word').values(rows).execute();
}
