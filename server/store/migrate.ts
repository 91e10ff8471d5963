import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { StartError } from '../start-error.ts';
import { migrations } from './migrations.ts';
import type { Schema } from './schema.ts';

/**
 * Brings a database to the newest schema and names the steps taken. Rejects with the reason if one failed, and with a
 * StartError, having changed nothing, if a newer version has taken steps already that are not known here.
 */
export async function migrate(db: Kysely<Schema>): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) throw (await newerSchema(db)) ?? error;
  return results.map((result) => result.migrationName);
}

/** The words for a database of a newer version; undefined if it is none. */
async function newerSchema(db: Kysely<Schema>): Promise<StartError | undefined> {
  const taken = await namesOfSteps(db);
  const unknown = taken.find((name) => !(name in migrations));
  if (unknown === undefined) return undefined;
  return new StartError(
    `The store was brought up to date by a newer version (step ${unknown}), and nothing was changed now: ` +
      'update Waybill, or give it an empty store and restore the backup made before that update (docs/running.md).',
  );
}

/** As the migrator wrote them down; none if it could not even begin. */
async function namesOfSteps(db: Kysely<Schema>): Promise<string[]> {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name desc`.execute(db);
    return rows.map(({ name }) => name);
  } catch {
    return [];
  }
}
