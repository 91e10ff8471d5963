import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { BACKED_UP, NOT_BACKED_UP } from '../../../server/store/backup.ts';
import { migrate } from '../../../server/store/migrate.ts';
import { openSqlite } from '../../../server/store/sqlite.ts';
import type { Store, StoreOptions } from '../../../server/store/store.ts';
import { openStore } from '../../../server/store/store.ts';
import { item } from '../app/live-backend.ts';
import type { PostgresServer } from './postgres-server.ts';
import { startPostgres } from './postgres-server.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const everything = { accessId: undefined, query: undefined, trackingId: undefined, before: undefined, limit: 10_000 };

let postgres: PostgresServer;
const open: Store[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  for (const store of open) await store.close();
  await postgres.stop();
});

function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'waybill-backup-'));
}

const engines: Record<string, () => Promise<StoreOptions>> = {
  SQLite: async () => ({ databaseUrl: undefined, dataFolder: newFolder() }),
  PostgreSQL: async () => ({ databaseUrl: await postgres.newDatabase(), dataFolder: '' }),
};

async function storeOf(engine: string): Promise<Store> {
  const options = await engines[engine]?.();
  if (options === undefined) throw new Error(`no engine ${engine}`);
  const store = await openStore(options);
  open.push(store);
  return store;
}

async function fill(store: Store, entries: number): Promise<void> {
  const rights = { trackingIds: ['blog'], isOwner: true };
  await store.access.add({ id: 'a1', name: 'anna', tokenHash: 'hash', createdAt: 5, ...rights });
  await store.quota.reserve('500000', '2026-11-22', 10);
  await store.ledger.append(
    Array.from({ length: entries }, (_, n) => ({
      ...{ id: `id${String(n).padStart(6, '0')}`, at: n, accessId: 'a1', accessName: 'anna' },
      ...{ productId: null, canonicalUrl: item(n), url: 'https://s.click.aliexpress.com/e/_x', trackingId: 'blog' },
      ...{ linkType: 'hot' as const, shipTo: 'DE', subIds: { cn: 'mail' }, note: `Grüße ${n}\n"x"`, sandbox: false },
    })),
  );
}

describe('a backup', () => {
  it.each([
    ['SQLite', 'SQLite'],
    ['SQLite', 'PostgreSQL'],
    ['PostgreSQL', 'SQLite'],
  ])('of %s is the same store on %s', async (from, to) => {
    const [source, target] = [await storeOf(from), await storeOf(to)];
    await fill(source, 2_500);
    const file = path.join(newFolder(), 'waybill.backup');
    await source.backUpTo(file);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(await target.restoreFrom(file, { replace: false })).toBe(2_502);
    expect(await target.ledger.search(everything)).toEqual(await source.ledger.search(everything));
    expect(await target.access.byTokenHash('hash')).toEqual(await source.access.byTokenHash('hash'));
    expect(await target.quota.used('500000', '2026-11-22')).toBe(1);
    expect(await target.ledger.search({ ...everything, query: 'grüße 1234' })).toHaveLength(1);
  });

  it('never overwrites a store that holds something, unless it is told to', async () => {
    const [source, target] = [await storeOf('SQLite'), await storeOf('SQLite')];
    const file = path.join(newFolder(), 'waybill.backup');
    await fill(source, 3);
    await source.backUpTo(file);
    await target.access.add({ id: 'x', name: 'ben', tokenHash: 'h', createdAt: 1, trackingIds: null, isOwner: false });
    await expect(target.restoreFrom(file, { replace: false })).rejects.toThrow('--replace');
    expect(await target.restoreFrom(file, { replace: true })).toBe(5);
    expect((await target.access.list()).map((access) => access.name)).toEqual(['anna']);
  });

  it.each<[what: string, change: (lines: string[]) => string | Buffer, words: string]>([
    ['is no backup', () => gzipSync('{"a":1}\n'), 'no backup of Waybill'],
    ['is no archive', () => 'hello', 'no backup of Waybill'],
    ['is empty', () => gzipSync(''), 'empty'],
    ['is of another version', (lines) => gzipSync(lines.join('\n').replace(/"schema":"\d+/, '"schema":"9999')), '9999'],
    [
      'has a damaged line',
      (lines) => gzipSync([...lines.slice(0, 3), '{"table":"ledger"', ...lines.slice(3)].join('\n')),
      'Line 4',
    ],
    ['ends in the middle', (lines) => gzipSync(lines.join('\n')).subarray(0, 200), 'no backup of Waybill'],
  ])('leaves the store as it was when the file %s', async (_, change, words) => {
    const [source, target] = [await storeOf('SQLite'), await storeOf('SQLite')];
    const file = path.join(newFolder(), 'waybill.backup');
    await fill(source, 100);
    await source.backUpTo(file);
    writeFileSync(file, change(gunzipSync(readFileSync(file)).toString().trim().split('\n')));
    await fill(target, 1);
    await expect(target.restoreFrom(file, { replace: true })).rejects.toThrow(words);
    expect(await target.ledger.search(everything)).toHaveLength(1);
  });

  it('says of every table whether it is backed up', async () => {
    const db = openSqlite(':memory:');
    await migrate(db);
    const tables = (await db.introspection.getTables()).map((table) => table.name);
    expect(tables.toSorted()).toEqual([...BACKED_UP, ...NOT_BACKED_UP].toSorted());
    await db.destroy();
  });
});
