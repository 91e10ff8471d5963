import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openSqlite } from '../../../server/store/sqlite.ts';
import { openStore } from '../../../server/store/store.ts';
import { describeStore } from './conformance.ts';

describeStore('SQLite', async () => openSqlite(':memory:'));

it('makes a data folder and files that only this user can read', async () => {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'waybill-store-')), 'deep', 'data');
  const store = await openStore(folder);
  await store.ping();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const file of readdirSync(folder)) expect(statSync(path.join(folder, file)).mode & 0o077, file).toBe(0);
  await store.close();
});

it('is still there after it was closed and opened again', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'waybill-store-'));
  const first = await openStore(folder);
  await first.quota.reserve('key', 'day', 5);
  await first.close();
  const second = await openStore(folder);
  expect(await second.quota.used('key', 'day')).toBe(1);
  await second.close();
});
