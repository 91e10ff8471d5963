import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import type { SQLInputValue } from 'node:sqlite';
import { DatabaseSync } from 'node:sqlite';
import type { SqliteDatabase } from 'kysely';
import { Kysely, SqliteDialect } from 'kysely';
import type { Schema } from './schema.ts';

/** How long a statement waits for another process that writes, in milliseconds. */
const BUSY_WAIT = 10_000;

/** How long a start waits for another process that brings the same database up to date, in milliseconds. */
const LOCK_WAIT = 60_000;

/**
 * Opens a database file that only this user can read; `:memory:` for tests. Every commit reaches the disk before it
 * is acknowledged (WAL with synchronous=FULL), so neither a killed process nor a lost supply loses a link.
 */
export function openSqlite(file: string): Kysely<Schema> {
  const database = new DatabaseSync(file, { timeout: BUSY_WAIT });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: adapt(database) }) });
}

/** The data folder (0700) and its database file (0600), made if they are missing. */
export function prepareDatabaseFile(dataFolder: string): string {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  return ownedFile(path.join(dataFolder, 'waybill.sqlite'));
}

function ownedFile(file: string): string {
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  return file;
}

/**
 * Runs `work` while no other process does the same for this database. SQLite's own lock covers neither a whole
 * migration run nor the change to WAL, which fails at once, without any wait, where two processes make it together. So
 * a second small database is held exclusively for the time.
 */
export async function withFileLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = new DatabaseSync(ownedFile(`${file}.lock`), { timeout: LOCK_WAIT });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return await work();
  } finally {
    lock.close();
  }
}

/** node:sqlite in the shape that Kysely's SQLite dialect wants. */
function adapt(database: DatabaseSync): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const statement = database.prepare(sql);
      const bind = (values: readonly unknown[]) => values as SQLInputValue[];
      return {
        reader: statement.columns().length > 0,
        all: (values) => statement.all(...bind(values)),
        run: (values) => statement.run(...bind(values)),
        iterate: (values) => statement.iterate(...bind(values)),
      };
    },
  };
}
