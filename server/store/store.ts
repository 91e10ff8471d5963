import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { AccessStore } from './access.ts';
import { accessStore } from './access.ts';
import type { AnswerStore } from './answers.ts';
import { answerStore } from './answers.ts';
import type { LedgerStore } from './ledger.ts';
import { ledgerStore } from './ledger.ts';
import { migrations } from './migrations.ts';
import type { PairingStore } from './pairings.ts';
import { pairingStore } from './pairings.ts';
import type { QuotaStore } from './quota.ts';
import { quotaStore } from './quota.ts';
import type { Schema } from './schema.ts';
import { openSqlite, prepareDatabaseFile, withFileLock } from './sqlite.ts';

/** Everything that outlives the process. Each state change is one statement, so that no crash leaves half of it. */
export type Store = {
  access: AccessStore;
  pairings: PairingStore;
  ledger: LedgerStore;
  quota: QuotaStore;
  answers: AnswerStore;
  /** Rejects if the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

/** The store in a data folder, migrated to the newest schema. Several processes may open the same folder. */
export async function openStore(dataFolder: string): Promise<Store> {
  const file = prepareDatabaseFile(dataFolder);
  const db = openSqlite(file);
  try {
    await withFileLock(file, () => migrate(db));
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return storeOn(db);
}

/** Brings a database to the newest schema; rejects with the reason if a step failed. */
export async function migrate(db: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

/** The repository over a migrated database. */
export function storeOn(db: Kysely<Schema>): Store {
  return {
    access: accessStore(db),
    pairings: pairingStore(db),
    ledger: ledgerStore(db),
    quota: quotaStore(db),
    answers: answerStore(db),
    ping: async () => {
      await sql`select 1`.execute(db);
    },
    close: () => db.destroy(),
  };
}
