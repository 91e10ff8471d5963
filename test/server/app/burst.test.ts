import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withPurpose } from '../../../server/coalescing/purpose.ts';
import type { Sandbox } from '../../../server/sandbox/index.ts';
import { startSandbox } from '../../../server/sandbox/index.ts';
import type { PostgresServer } from '../store/postgres-server.ts';
import { startPostgres } from '../store/postgres-server.ts';
import type { LiveBackend } from './live-backend.ts';
import { item, liveBackend, sourcesAsked } from './live-backend.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const REQUESTS = 2_400;
const DISTINCT = 600;
const AT_A_TIME = 100;

let sandbox: Sandbox;
const running: { close(): Promise<void> }[] = [];

beforeEach(async () => {
  sandbox = await startSandbox();
  sandbox.faults.add({ kind: 'delay', ms: 80 }, { times: Infinity });
});
afterEach(async () => {
  for (const each of running.splice(0)) await each.close();
  await sandbox.close();
});

async function start(env: Record<string, string> = {}): Promise<LiveBackend> {
  const live = await liveBackend(sandbox, env);
  running.push(live.backend);
  return live;
}

/** Sends the burst, evenly to all backends; the number of requests that did not get their link. */
async function burst(backends: readonly LiveBackend[]): Promise<number> {
  const wanted = Array.from({ length: REQUESTS }, (_, n) => item(n % DISTINCT));
  let failed = 0;
  const client = async (worker: number) => {
    const backend = backends[worker % backends.length];
    for (let url = wanted.shift(); url !== undefined; url = wanted.shift()) {
      const [link] = (await backend?.links([url])) ?? [];
      if (!link?.ok || link.canonicalUrl !== url) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, (_, worker) => client(worker)));
  return failed;
}

describe('2,400 requests for 600 pages, 100 at a time, at a gateway that takes 80 ms', () => {
  it('cost one instance at most 16 calls, without a page sent twice or a failure', async () => {
    expect(await burst([await start()])).toBe(0);
    expect(new Set(sourcesAsked(sandbox)).size).toBe(DISTINCT);
    expect(sourcesAsked(sandbox)).toHaveLength(DISTINCT);
    expect(sandbox.calls.length).toBeLessThanOrEqual(16);
  });

  it('cost two instances on one PostgreSQL at most 40 calls', async () => {
    const postgres: PostgresServer = await startPostgres();
    const DATABASE_URL = await postgres.newDatabase();
    expect(await burst([await start({ DATABASE_URL }), await start({ DATABASE_URL })])).toBe(0);
    expect(sourcesAsked(sandbox)).toHaveLength(DISTINCT);
    expect(sandbox.calls.length).toBeLessThanOrEqual(40);
    for (const each of running.splice(0)) await each.close();
    await postgres.stop();
  });
});

describe('1,000 fresh links in two requests', () => {
  it('cost 20 calls', async () => {
    const live = await start();
    const urls = Array.from({ length: 1000 }, (_, n) => item(n));
    await live.links(urls.slice(0, 500));
    sandbox.faults.clear();
    const before = sandbox.calls.length;
    const answers = await Promise.all([live.links(urls.slice(0, 500), { fresh: true }), live.links(urls.slice(500))]);
    expect(answers.flat().filter((link) => link.ok)).toHaveLength(1000);
    expect(sandbox.calls.length - before).toBe(20);
  });
});

describe('a day with 100 calls left', () => {
  it.each(['SQLite', 'PostgreSQL'])('is never overspent by two instances on %s', async (engine) => {
    sandbox.faults.clear();
    const postgres = engine === 'PostgreSQL' ? await startPostgres() : undefined;
    const shared: Record<string, string> = { ALIEXPRESS_DAILY_CALLS: '100' };
    if (postgres !== undefined) shared.DATABASE_URL = await postgres.newDatabase();
    const first = await start(shared);
    if (postgres === undefined) shared.WAYBILL_DATA = first.dataFolder;
    const instances = [first, await start(shared)];
    const quotas = Array.from({ length: 100 }, () => instances.map(({ backend }) => backend.services.quota)).flat();
    const reserved = await Promise.all(quotas.map((quota) => quota.reserve()));
    expect(reserved.filter((outcome) => outcome.ok)).toHaveLength(100);
    const [link] = await first.links([item(1)]);
    expect(link).toMatchObject({
      ok: false,
      code: 'quota_exhausted',
      message: 'The 100 calls that may be spent today are used up.',
      hint: expect.stringMatching(/^They come back on \d+ \w+ at 16:00 UTC\. /),
      retryAt: expect.stringMatching(/T16:00:00\.000Z$/),
    });
    expect(sandbox.calls).toEqual([]);
    for (const each of running.splice(0)) await each.close();
    await postgres?.stop();
  });
});

describe('work that nobody waits for', () => {
  it('leaves a fifth of the day to people, and is refused by itself', async () => {
    const { backend } = await start({ ALIEXPRESS_DAILY_CALLS: '100' });
    const { quota } = backend.services;
    const background = { urgency: 'background', requestIds: [] } as const;
    const reserve = (times: number) => Promise.all(Array.from({ length: times }, () => quota.reserve()));
    const unattended = await withPurpose(background, () => reserve(100));
    expect(unattended.filter((outcome) => outcome.ok)).toHaveLength(80);
    expect((await reserve(100)).filter((outcome) => outcome.ok)).toHaveLength(20);
  });
});
