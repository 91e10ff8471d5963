import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { openSqlite, prepareDatabaseFile, withFileLock } from '../../../server/store/sqlite.ts';
import { openStore } from '../../../server/store/store.ts';
import { describeStore } from './conformance.ts';
import { describeNewerStore } from './newer-store.ts';
import { describeTwoProcesses } from './two-processes.ts';
import { startWorker } from './worker.ts';

vi.setConfig({ testTimeout: 60_000 });

function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'waybill-store-'));
}

describeStore('SQLite', async () => openSqlite(':memory:'));
describeTwoProcesses('SQLite', async () => ({ databaseUrl: undefined, dataFolder: newFolder() }));
describeNewerStore('SQLite', async () => {
  const folder = newFolder();
  return { db: openSqlite(prepareDatabaseFile(folder)), env: { WAYBILL_DATA: folder } };
});

it('makes a data folder and files that only this user can read', async () => {
  const folder = path.join(newFolder(), 'deep', 'data');
  const store = await openStore({ dataFolder: folder, databaseUrl: undefined });
  await store.ping();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const file of readdirSync(folder)) expect(statSync(path.join(folder, file)).mode & 0o077, file).toBe(0);
  await store.close();
});

it('is still there after it was closed and opened again', async () => {
  const folder = newFolder();
  const first = await openStore({ dataFolder: folder, databaseUrl: undefined });
  await first.quota.reserve('key', 'day', 5);
  await first.close();
  const second = await openStore({ dataFolder: folder, databaseUrl: undefined });
  expect(await second.quota.used('key', 'day')).toBe(1);
  await second.close();
});

it('waits for another process that is setting up the same new database', async () => {
  const dataFolder = newFolder();
  const file = prepareDatabaseFile(dataFolder);
  const worker = await startWorker();
  const opened = await withFileLock(file, async () => {
    const database = new DatabaseSync(file);
    database.exec('BEGIN IMMEDIATE');
    const opening = worker.ask('open', JSON.stringify({ dataFolder })).then(
      () => 'opened',
      (error: unknown) => String(error),
    );
    expect(await Promise.race([opening, sleep(500, 'waiting')])).toBe('waiting');
    database.close();
    return { opening };
  });
  expect(await opened.opening).toBe('opened');
  await worker.ask('close');
  worker.stop();
});
