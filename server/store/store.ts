import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Pool } from 'pg';
import type { AccessStore } from './access.ts';
import { accessStore } from './access.ts';
import type { AnswerStore } from './answers.ts';
import { answerStore } from './answers.ts';
import type { AuthorisationStore } from './authorisations.ts';
import { authorisationStore } from './authorisations.ts';
import { backUpTo, restoreFrom } from './backup-file.ts';
import { connectionProblem } from './connection-problem.ts';
import type { LedgerStore } from './ledger.ts';
import { ledgerStore } from './ledger.ts';
import { migrate } from './migrate.ts';
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
  /** PostgreSQL's connections, for a library that keeps its own table there; undefined on SQLite. */
  pool: Pool | undefined;
  /** The schema steps that were taken when it was opened. */
  migrated: string[];
  /** See backUpTo and restoreFrom in backup-file.ts. */
  backUpTo(file: string): Promise<void>;
  restoreFrom(file: string, options: { replace: boolean }): Promise<number>;
  authorisations: AuthorisationStore;
  /** Rejects if the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

export type StoreOptions = {
  /** PostgreSQL; without it SQLite in the data folder. */
  databaseUrl: string | undefined;
  dataFolder: string;
};

/** Told of a database connection that broke; the next statement opens another. */
export type OnLost = (error: Error) => void;

/**
 * The store, migrated to the newest schema. Several processes may open the same one, also at the same moment. Rejects
 * with a StartError if the database cannot be reached, or belongs to a newer version.
 */
export async function openStore(options: StoreOptions, onLost: OnLost = () => undefined): Promise<Store> {
  const { databaseUrl, dataFolder } = options;
  return databaseUrl === undefined ? await openFile(dataFolder) : await openServer(databaseUrl, onLost);
}

async function openFile(dataFolder: string): Promise<Store> {
  const file = prepareDatabaseFile(dataFolder);
  return await withFileLock(file, () => migrated(openSqlite(file)));
}

/** PostgreSQL's own lock covers the migration: Kysely takes it. */
async function openServer(url: string, onLost: OnLost): Promise<Store> {
  const { openPostgres } = await import('./postgres.ts');
  const { db, pool } = openPostgres(url, onLost);
  try {
    return { ...(await migrated(db)), pool };
  } catch (error) {
    throw connectionProblem(error) ?? error;
  }
}

async function migrated(db: Kysely<Schema>): Promise<Store> {
  try {
    return { ...storeOn(db), migrated: await migrate(db) };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** The repository over a migrated database. */
export function storeOn(db: Kysely<Schema>): Store {
  return {
    access: accessStore(db),
    pairings: pairingStore(db),
    ledger: ledgerStore(db),
    quota: quotaStore(db),
    answers: answerStore(db),
    pool: undefined,
    migrated: [],
    backUpTo: (file) => backUpTo(file, db),
    restoreFrom: (file, options) => restoreFrom(file, db, options),
    authorisations: authorisationStore(db),
    ping: async () => {
      await sql`select 1`.execute(db);
    },
    close: () => db.destroy(),
  };
}
