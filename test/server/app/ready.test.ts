import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createLog } from '../../../server/log.ts';
import { startSandbox } from '../../../server/sandbox/index.ts';
import type { PostgresServer } from '../store/postgres-server.ts';
import { startPostgres } from '../store/postgres-server.ts';
import type { Relay } from '../store/relay.ts';
import { startRelay } from '../store/relay.ts';
import { item, liveBackend } from './live-backend.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

async function stage() {
  const database = await server.newDatabase();
  const relay = await startRelay(database);
  onTestFinished(relay.stop);
  const sandbox = await startSandbox();
  onTestFinished(sandbox.close);
  const lines: string[] = [];
  const log = createLog('info', [], { write: (line) => lines.push(line) });
  const live = await liveBackend(sandbox, { DATABASE_URL: relay.through(database) }, { log });
  onTestFinished(live.backend.close);
  return { relay, lines, live };
}

describe('/readyz of a backend on a PostgreSQL', () => {
  it.each([
    ['refuses', (relay: Relay) => relay.refuse()],
    ['says nothing any more', async (relay: Relay) => relay.fallSilent()],
  ])('that %s is 503 within a second, and 200 once it is back', async (_, breakIt) => {
    const { relay, lines, live } = await stage();
    const readyz = async () => (await live.get('/readyz')).status;
    expect(await readyz()).toBe(200);
    await breakIt(relay);
    for (let looks = 0; looks < 15; looks += 1) {
      const asked = performance.now();
      expect(await readyz()).toBe(503);
      expect(performance.now() - asked).toBeLessThan(1000);
    }
    expect((await live.get('/healthz')).status).toBe(200);
    await relay.recover();
    await vi.waitFor(async () => expect(await readyz()).toBe(200), { timeout: 15_000, interval: 250 });
    expect((await live.links([item(1)]))[0]?.ok).toBe(true);
    const said = lines.flatMap((line) => /"msg":"(the store [^"]+)"/.exec(line)?.[1] ?? []);
    expect(said).toEqual(['the store does not answer', 'the store answers again']);
  });
});
