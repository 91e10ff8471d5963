import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../server/store/migrate.ts';
import type { Schema } from '../../../server/store/schema.ts';
import { commandLine } from '../commands/command-line.ts';

/** A database, and the variables under which the command line finds it. */
export type Opened = { db: Kysely<Schema>; env: Record<string, string> };

/** What somebody reads who starts a version that is older than the database. */
export function describeNewerStore(engine: string, open: () => Promise<Opened>): void {
  describe(`a store on ${engine} that a newer version has brought up to date`, () => {
    it.each([['serve'], ['migrate'], ['backup', 'FILE'], ['token', 'list']])(
      'ends %s with one line that says so, and stays as it is',
      async (...words) => {
        const { db, env } = await open();
        await migrate(db);
        await sql`insert into kysely_migration (name, timestamp) values ('0011-later', '2099-01-01T00:00:00.000Z')`.execute(
          db,
        );
        await sql`create table later (id text)`.execute(db);
        const before = await shape(db);
        const file = path.join(mkdtempSync(path.join(tmpdir(), 'waybill-newer-')), 'backup');
        const ended = await commandLine(env).run(...words.map((word) => (word === 'FILE' ? file : word)));
        expect(ended).toEqual({
          code: 1,
          out: '',
          err: expect.stringMatching(/^The store .*newer version \(step 0011-later\).*update Waybill.*backup.*\n$/),
        });
        expect(await shape(db)).toEqual(before);
        await db.destroy();
      },
    );
  });
}

async function shape(db: Kysely<Schema>): Promise<unknown> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  const { rows } = await sql`select * from kysely_migration order by name`.execute(db);
  return { tables: tables.map(({ name, columns }) => [name, columns.map((column) => column.name)]), rows };
}
