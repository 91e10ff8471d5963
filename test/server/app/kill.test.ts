import { describe, expect, it } from 'vitest';
import type { LinkResult } from '../../../lib/contract/links.ts';
import { LinksAnswer } from '../../../lib/contract/links.ts';
import { gatewayDay } from '../../../server/access/quota.ts';
import { createTokens } from '../../../server/access/tokens.ts';
import { LEASE } from '../../../server/coalescing/shared-flight.ts';
import type { Sandbox } from '../../../server/sandbox/index.ts';
import { SANDBOX, startSandbox } from '../../../server/sandbox/index.ts';
import type { Store } from '../../../server/store/store.ts';
import { openStore } from '../../../server/store/store.ts';
import { startPostgres } from '../store/postgres-server.ts';
import { dataFolder, startProcess } from './backend-process.ts';
import { item } from './live-backend.ts';

const CLIENTS = 8;
const KEY = { ALIEXPRESS_APP_KEY: SANDBOX.appKey, ALIEXPRESS_APP_SECRET: SANDBOX.appSecret };

/** More than a loaded machine needs to make a link, in milliseconds. */
const SLACK = 5_000;

type Asker = (origin: string, urls: string[]) => Promise<LinkResult[]>;

async function askerFor(store: Store): Promise<Asker> {
  const { token } = await createTokens(store.access, Date.now).createUnder('anna', {
    trackingIds: null,
    isOwner: false,
  });
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  return async (origin, urls) => {
    const response = await fetch(`${origin}/v1/links`, { method: 'POST', headers, body: JSON.stringify({ urls }) });
    return LinksAnswer.parse(await response.json()).links;
  };
}

/** Asks for one new page after the other until the backend is gone; the page that it was asking for then. */
async function askOn(ask: Asker, origin: string, first: number, answered: string[]): Promise<string> {
  for (let n = first; ; n += 1) {
    const links = await ask(origin, [item(n)]).catch(() => undefined);
    if (links === undefined) return item(n);
    for (const link of links) if (link.ok) answered.push(link.url);
  }
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** Calls that were counted on the days on which any was made. */
async function reserved(store: Store, sandbox: Sandbox): Promise<number> {
  const days = new Set(sandbox.calls.map(({ at }) => gatewayDay(at).day));
  const used = await Promise.all([...days].map((day) => store.quota.used(SANDBOX.appKey, day)));
  return used.reduce((sum, each) => sum + each, 0);
}

describe.each(['SQLite', 'PostgreSQL'])('kill -9 of a loaded backend on %s', (engine) => {
  it('loses no answered link, leaves no page stuck, and spends no call that was not counted', async () => {
    const sandbox = await startSandbox();
    sandbox.faults.add({ kind: 'delay', ms: 50 }, { times: Infinity });
    const postgres = engine === 'PostgreSQL' ? await startPostgres() : undefined;
    const data = dataFolder();
    const databaseUrl = await postgres?.newDatabase();
    const store = await openStore({ dataFolder: data, databaseUrl });
    const ask = await askerFor(store);
    const env = {
      ...KEY,
      ALIEXPRESS_GATEWAY_URL: sandbox.origin,
      ALIEXPRESS_TRACKING_ID: 'blog',
      WAYBILL_RATE_LIMIT: '1000000',
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    };
    const survivor = startProcess(data, env);
    const answered: string[] = [];
    const victim = startProcess(data, env);
    const [victimOrigin, survivorOrigin] = await Promise.all([victim.ready, survivor.ready]);
    const clients = Array.from({ length: CLIENTS }, (_, n) => askOn(ask, victimOrigin, n * 10_000, answered));
    await until(() => answered.length >= 3 * CLIENTS);
    const calls = sandbox.calls.length;
    await until(() => sandbox.calls.length > calls);
    await victim.kill('SIGKILL');
    const unfinished = await Promise.all(clients);
    const started = performance.now();
    const links = await ask(survivorOrigin, unfinished);
    expect(links.map((link) => link.ok)).toEqual(unfinished.map(() => true));
    expect(performance.now() - started).toBeLessThan(LEASE + SLACK);
    await survivor.kill('SIGTERM');
    const search = { accessId: undefined, query: undefined, trackingId: undefined, before: undefined, limit: 100_000 };
    const kept = new Set((await store.ledger.search(search)).map((entry) => entry.url));
    expect(answered.filter((url) => !kept.has(url))).toEqual([]);
    expect(sandbox.calls.length).toBeGreaterThan(1);
    expect(await reserved(store, sandbox)).toBeGreaterThanOrEqual(sandbox.calls.length);
    await store.close();
    await sandbox.close();
    await postgres?.stop();
  });
});
