import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openPostgres } from '../../../server/store/postgres.ts';
import { openStore } from '../../../server/store/store.ts';
import { describeStore } from './conformance.ts';
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
