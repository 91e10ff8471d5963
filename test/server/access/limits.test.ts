import { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Limits, Wait } from '../../../server/access/limits.ts';
import { createLimits } from '../../../server/access/limits.ts';
import type { Config } from '../../../server/config.ts';
import { readConfig } from '../../../server/config.ts';
import { createLog } from '../../../server/log.ts';
import { openServices } from '../../../server/services.ts';
import type { Store } from '../../../server/store/store.ts';
import { openStore } from '../../../server/store/store.ts';
import type { PostgresServer } from '../store/postgres-server.ts';
import { startPostgres } from '../store/postgres-server.ts';
import { memoryStore } from './memory-store.ts';

const PER_MINUTE = 20;

function configOf(env: Record<string, string>): Config {
  const outcome = readConfig({ env, readSecretFile: () => ({ text: '', worldReadable: false }) });
  if (!outcome.ok) throw new Error(outcome.line);
  return outcome.config;
}

let postgres: PostgresServer;
const open: Store[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});
afterAll(async () => {
  for (const store of open) await store.close();
  await postgres.stop();
});

/** The limits of instances that share a new store. */
const engines: Record<string, () => Promise<[Limits, Limits]>> = {
  SQLite: async () => {
    const { pool } = await memoryStore();
    const limits = createLimits(PER_MINUTE, pool);
    return [limits, limits];
  },
  PostgreSQL: async () => {
    const [one, other] = await sharedStores();
    return [createLimits(PER_MINUTE, one.pool), createLimits(PER_MINUTE, other.pool)];
  },
};

async function sharedStores(): Promise<[Store, Store]> {
  const options = { databaseUrl: await postgres.newDatabase(), dataFolder: '' };
  const stores: [Store, Store] = [await openStore(options), await openStore(options)];
  open.push(...stores);
  return stores;
}

/** Tries so often, by turns at each instance; how many went on. */
async function passed(instances: readonly Limits[], times: number, one: (limits: Limits) => Promise<Wait>) {
  const waits = [];
  for (let n = 0; n < times; n += 1) {
    const limits = instances[n % instances.length];
    if (limits !== undefined) waits.push(await one(limits));
  }
  const refused = waits.filter((wait) => wait !== undefined);
  for (const wait of refused) expect(wait).toBeGreaterThan(0);
  for (const wait of refused) expect(wait).toBeLessThanOrEqual(60);
  return waits.length - refused.length;
}

describe.each(Object.entries(engines))('over all instances on %s', (_, start) => {
  it('an access has its requests a minute', async () => {
    const instances = await start();
    expect(await passed(instances, 30, (limits) => limits.request('anna'))).toBe(PER_MINUTE);
    expect(await passed(instances, 5, (limits) => limits.request('ben'))).toBe(5);
  });

  it('an address has 30 wrong tokens', async () => {
    const instances = await start();
    expect(await passed(instances, 40, (limits) => limits.wrongToken('203.0.113.7'))).toBe(30);
    expect(await passed(instances, 1, (limits) => limits.wrongToken('203.0.113.8'))).toBe(1);
  });

  it('an address has 5 wrong pairing codes', async () => {
    const instances = await start();
    expect(await passed(instances, 10, (limits) => limits.pairing('203.0.113.7'))).toBe(5);
    expect(await passed(instances, 1, (limits) => limits.pairing('203.0.113.8'))).toBe(1);
  });

  it('also when the tries come at the same moment', async () => {
    const [one, other] = await start();
    const at = '203.0.113.7';
    const tries = Array.from({ length: 10 }, () => [one.pairing(at), other.pairing(at)]).flat();
    expect((await Promise.all(tries)).filter((wait) => wait === undefined)).toHaveLength(5);
  });

  it('everybody together has 60 wrong pairing codes, and one stranger cannot use them up', async () => {
    const instances = await start();
    await passed(instances, 200, (limits) => limits.pairing('203.0.113.7'));
    let n = 0;
    expect(await passed(instances, 100, (limits) => limits.pairing(`198.51.100.${n++}`))).toBe(55);
  });

  it('the kinds of tries are counted apart', async () => {
    const instances = await start();
    expect(await passed(instances, 10, (limits) => limits.pairing('same'))).toBe(5);
    expect(await passed(instances, 40, (limits) => limits.wrongToken('same'))).toBe(30);
    expect(await passed(instances, 40, (limits) => limits.request('same'))).toBe(PER_MINUTE);
  });

  it('a right pairing code is given back', async () => {
    const instances = await start();
    const right = async (limits: Limits) => {
      const wait = await limits.pairing('203.0.113.7');
      await limits.giveBackPairing('203.0.113.7');
      return wait;
    };
    expect(await passed(instances, 80, right)).toBe(80);
  });

  it('five right pairing codes at the same moment leave the address its tries', async () => {
    const [limits] = await start();
    const at = '203.0.113.7';
    await Promise.all(Array.from({ length: 5 }, () => limits.pairing(at)));
    await Promise.all(Array.from({ length: 5 }, () => limits.giveBackPairing(at)));
    expect(await passed([limits], 10, () => limits.pairing(at))).toBe(5);
  });

  it('a wait ends after its minute, however often it was tried meanwhile', async () => {
    const instances = await start();
    vi.useFakeTimers({ toFake: ['Date'] });
    const fill = async (limits: Limits) => await limits.pairing('203.0.113.7');
    await passed(instances, 5, fill);
    vi.setSystemTime(Date.now() + 59_000);
    expect(await passed(instances, 20, fill)).toBe(0);
    vi.setSystemTime(Date.now() + 1_001);
    expect(await passed(instances, 10, fill)).toBe(5);
  });
});

describe('the table of counts', () => {
  const keysIn = async ({ pool }: Store) => {
    const found = await pool?.query<{ key: string }>('SELECT key FROM rate_limit');
    return found?.rows.map(({ key }) => key) ?? [];
  };

  it('holds no address, and no more counts than there are places however many addresses try', async () => {
    const [store] = await sharedStores();
    const limits = createLimits(PER_MINUTE, store.pool);
    for (const n of Array(300).keys()) await limits.wrongToken(`2001:db8:${n.toString(16)}:1`);
    const keys = await keysIn(store);
    expect(keys.length).toBeGreaterThan(290);
    for (const key of keys) expect(key).toMatch(/^wrong_token:[\da-f]{4}$/);
  });

  it('forgets the counts that have ended and no others', async () => {
    const [store] = await sharedStores();
    const limits = createLimits(PER_MINUTE, store.pool);
    vi.useFakeTimers({ toFake: ['Date'] });
    await limits.wrongToken('old');
    vi.setSystemTime(Date.now() + 60_000);
    await limits.pairing('new');
    expect(await keysIn(store)).toHaveLength(3);
    await limits.forget();
    expect((await keysIn(store)).toSorted()).toEqual(['all_pairings:everybody', expect.stringContaining('pairing:')]);
  });

  it('is cleaned every hour, until the backend stops', async () => {
    const DATABASE_URL = await postgres.newDatabase();
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
    const forgotten = vi.spyOn(Pool.prototype, 'query');
    const services = await openServices(configOf({ DATABASE_URL }), { log: createLog('silent', []) });
    const cleaned = () => forgotten.mock.calls.filter(([text]) => String(text).startsWith('DELETE FROM rate_limit'));
    vi.advanceTimersByTime(2 * 3_600_000);
    expect(cleaned()).toHaveLength(2);
    await services.close();
    vi.advanceTimersByTime(3_600_000);
    expect(cleaned()).toHaveLength(2);
  });

  it('keeps no process alive and leaves nothing running', async () => {
    const pool = new Pool({ connectionString: await postgres.newDatabase() });
    const running = () => process.getActiveResourcesInfo().filter((what) => what === 'Timeout').length;
    const timers = vi.spyOn(globalThis, 'setTimeout');
    const before = running();
    createLimits(PER_MINUTE, pool);
    expect(running()).toBe(before);
    expect(timers).not.toHaveBeenCalled();
    await pool.end();
  });
});

it('an instance counts for itself while PostgreSQL does not answer', async () => {
  const pool = new Pool({ connectionString: 'postgres://nobody@127.0.0.1:1/none' });
  const limits = createLimits(PER_MINUTE, pool);
  expect(await passed([limits], 10, (each) => each.pairing('203.0.113.7'))).toBe(5);
  await limits.giveBackPairing('203.0.113.7');
  await expect(limits.forget()).rejects.toThrow();
  await pool.end();
});
