import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { LinksAnswer } from '../../../lib/contract/links.ts';
import { SANDBOX, startSandbox } from '../../../server/sandbox/index.ts';
import { prepareDatabaseFile, withFileLock } from '../../../server/store/sqlite.ts';
import type { BackendProcess } from './backend-process.ts';
import { dataFolder, startProcess, tokenFor } from './backend-process.ts';
import { item, liveBackend } from './live-backend.ts';

vi.setConfig({ testTimeout: 60_000 });

const BEHIND_A_PROXY = { WAYBILL_PUBLIC_URL: 'https://links.example.org' };

async function live(env: Record<string, string> = {}) {
  const sandbox = await startSandbox();
  onTestFinished(sandbox.close);
  return { sandbox, ...(await liveBackend(sandbox, env, { patience: { methodGapMs: 0 } })) };
}

/** Whether somebody listens there. */
function isOpen(origin: string): Promise<boolean> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  return new Promise((resolve) => {
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
  }).finally(() => socket.destroy()) as Promise<boolean>;
}

describe('an ordered stop behind a proxy', () => {
  it('is told by /readyz first, takes requests for a moment more, and answers all that it took', async () => {
    const { sandbox, backend, post, links } = await live(BEHIND_A_PROXY);
    await links([10, 11, 12, 13].map(item));
    sandbox.faults.add({ kind: 'delay', ms: 2500 });
    const long = post('/v1/links', { urls: [item(1)] });
    await vi.waitFor(() => expect(sandbox.calls).toHaveLength(2));
    sandbox.faults.clear();

    const closed = backend.close();
    const readiness = await fetch(`${backend.origin}/readyz`);
    expect(readiness.status).toBe(503);
    expect(await readiness.text()).toContain('stopping');
    expect((await fetch(`${backend.origin}/healthz`)).status).toBe(200);
    for (let n = 0; n < 4; n += 1) {
      const response = await post('/v1/links', { urls: [item(10 + n)] });
      expect(response.headers.get('connection')).toBe('close');
      expect(LinksAnswer.parse(await response.json()).links).toMatchObject([{ ok: true }]);
      await sleep(50);
    }
    await vi.waitFor(async () => expect(await isOpen(backend.origin)).toBe(false), { timeout: 2000 });

    const answer = await long;
    expect(LinksAnswer.parse(await answer.json()).links).toMatchObject([{ ok: true }]);
    expect(answer.headers.get('connection')).toBe('close');
    await closed;
  });

  it('takes its moment also under a name of this machine, when that is https', async () => {
    const { backend } = await live({ WAYBILL_PUBLIC_URL: 'https://localhost' });
    const closed = backend.close();
    await sleep(300);
    expect(await isOpen(backend.origin)).toBe(true);
    await closed;
  });

  it('is over at once where clients reach the backend themselves', async () => {
    const { backend } = await live();
    const started = performance.now();
    await backend.close();
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('a signal', () => {
  it('that comes while the backend starts is heard: it ends with 0', async () => {
    const data = dataFolder();
    const file = prepareDatabaseFile(data);
    const starting = await withFileLock(file, async () => {
      const backend = startProcess(data);
      await sleep(1500);
      const ended = backend.kill('SIGTERM');
      await sleep(200);
      return { ended };
    });
    expect(await starting.ended).toMatchObject({ code: 0, err: expect.stringContaining('"stopped"') });
  });

  it('that comes a second time ends the backend at once', async () => {
    const { sandbox, backend } = await busyProcess();
    void backend.kill('SIGTERM');
    await sleep(700);
    const second = performance.now();
    expect((await backend.kill('SIGTERM')).code).toBe(143);
    expect(performance.now() - second).toBeLessThan(2000);
    expect(sandbox.calls).toHaveLength(1);
  });

  it('that reaches the backend on two ways at once is one wish: what it has accepted is finished', async () => {
    const { backend, answer } = await busyProcess();
    void backend.kill('SIGTERM');
    const ended = backend.kill('SIGTERM');
    expect((await answer)?.status).toBe(200);
    expect((await ended).code).toBe(0);
  });
});

/** A process that waits for its gateway on behalf of a client. */
async function busyProcess() {
  const sandbox = await startSandbox();
  onTestFinished(sandbox.close);
  sandbox.faults.add({ kind: 'delay', ms: 3000 });
  const data = dataFolder();
  const token = await tokenFor(data);
  const backend: BackendProcess = startProcess(data, {
    ALIEXPRESS_GATEWAY_URL: sandbox.origin,
    ALIEXPRESS_APP_KEY: SANDBOX.appKey,
    ALIEXPRESS_APP_SECRET: SANDBOX.appSecret,
    ALIEXPRESS_TRACKING_ID: 'blog',
  });
  const answer = fetch(`${await backend.ready}/v1/links`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ urls: [item(1)] }),
  }).catch(() => undefined);
  await vi.waitFor(() => expect(sandbox.calls).toHaveLength(1), { timeout: 5000 });
  return { sandbox, backend, answer };
}
