import { sql } from 'kysely';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openPostgres } from '../../../server/store/postgres.ts';
import { openStore } from '../../../server/store/store.ts';
import { describeStore } from './conformance.ts';
import { describeNewerStore } from './newer-store.ts';
import type { PostgresServer } from './postgres-server.ts';
import { startPostgres } from './postgres-server.ts';
import { describeTwoProcesses } from './two-processes.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

describeStore('PostgreSQL', async () => openPostgres(await server.newDatabase(), () => undefined).db);
describeTwoProcesses('PostgreSQL', async () => ({ databaseUrl: await server.newDatabase(), dataFolder: '' }));
describeNewerStore('PostgreSQL', async () => {
  const url = await server.newDatabase();
  return { db: openPostgres(url, () => undefined).db, env: { DATABASE_URL: url } };
});

describe('a PostgreSQL that cannot be used', () => {
  it.each([
    ['nobody listens', 'postgres://u:canary@127.0.0.1:1/x', /cannot be reached \(ECONNREFUSED\)/],
    ['no such host', 'postgres://u:canary@nowhere.invalid/x', /cannot be reached \(E\w+\)/],
  ])('is said in one line without the password: %s', async (_, databaseUrl, words) => {
    const opened = openStore({ databaseUrl, dataFolder: '' });
    await expect(opened).rejects.toThrow(words);
    await expect(opened).rejects.not.toThrow(/canary|\n/);
  });

  it('is said so when it refuses the password or the database', async () => {
    const url = await server.newDatabase();
    const wrong = url.replace(':waybill@', ':canary@');
    await expect(openStore({ databaseUrl: wrong, dataFolder: '' })).rejects.toThrow(/refused .*\(28P01\)/);
    await expect(openStore({ databaseUrl: `${url}x`, dataFolder: '' })).rejects.toThrow(/refused .*\(3D000\)/);
  });
});

describe('a PostgreSQL that goes away', () => {
  it('fails the statements under way, ends no backend, and is used again once it is back', async () => {
    const { db, pool } = openPostgres(await server.newDatabase(), () => undefined);
    onTestFinished(() => db.destroy());
    const underWay = [0, 1].map(async () => await pool.query('SELECT pg_sleep(30)'));
    const held = sql`SELECT pg_sleep(30)`.execute(db);
    const ended = Promise.allSettled([...underWay, held]);
    await vi.waitFor(async () => expect(await asleep(pool)).toBe(3));
    await pool.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)'");
    expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await vi.waitFor(async () => expect((await sql`SELECT 1 AS one`.execute(db)).rows).toEqual([{ one: 1 }]));
  });
});

async function asleep(pool: Pool): Promise<number> {
  const { rowCount } = await pool.query("SELECT FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(30)'");
  return rowCount ?? 0;
}
