import { globSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createLog } from '../../../server/log.ts';
import type { Sandbox } from '../../../server/sandbox/index.ts';
import { startSandbox } from '../../../server/sandbox/index.ts';
import type { LiveBackend } from './live-backend.ts';
import { item, liveBackend } from './live-backend.ts';

vi.setConfig({ testTimeout: 30_000 });

const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

async function start(
  options: Parameters<typeof liveBackend>[2] = {},
): Promise<{ sandbox: Sandbox; live: LiveBackend }> {
  const sandbox = await startSandbox();
  opened.push(sandbox);
  const live = await liveBackend(sandbox, {}, options);
  opened.push(live.backend);
  return { sandbox, live };
}

/** Sends a beginning and then one byte every 50 ms; how long until it is cut off, in milliseconds. */
function dribble(origin: string, beginning: string): Promise<number> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  const started = performance.now();
  socket.write(beginning);
  const drip = setInterval(() => socket.write('x'), 50);
  return new Promise((resolve) => {
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(drip);
      resolve(performance.now() - started);
    });
    socket.resume();
  });
}

describe('a client that is too slow', () => {
  it('with its headers is cut off, and so is one that is too slow with its body', async () => {
    const { live } = await start({ waits: { headers: 400, request: 800 } });
    const post = `POST /v1/pairings HTTP/1.1\r\nHost: ${new URL(live.backend.origin).host}\r\n`;
    const body = `${post}Content-Type: application/json\r\nContent-Length: 10000\r\n\r\n{`;
    const [headers, whole] = await Promise.all([
      dribble(live.backend.origin, `${post}X-Slow: `),
      dribble(live.backend.origin, body),
    ]);
    expect(headers).toBeLessThan(3000);
    expect(whole).toBeGreaterThan(700);
    expect(whole).toBeLessThan(3000);
    expect((await live.links([item(1)]))[0]?.ok).toBe(true);
  });

  it('is refused with headers of more than 16 KiB', async () => {
    const { live } = await start();
    const response = await fetch(`${live.backend.origin}/healthz`, { headers: { 'X-Large': 'x'.repeat(20_000) } });
    expect(response.status).toBe(431);
  });
});

describe('what the backend asks the world', () => {
  it('is the gateway and nobody else: a share link is handed on, never opened', async () => {
    const { sandbox, live } = await start();
    await live.links(['https://a.aliexpress.com/_mKQxYz1']);
    expect(sandbox.calls.map((call) => call.params.source_values)).toEqual(['https://a.aliexpress.com/_mKQxYz1']);
  });

  it('goes through one file of the gateway client', () => {
    const root = path.resolve(import.meta.dirname, '../../../server');
    const opening = /^import (?!type).* from 'node:(http|https|http2|tls|dgram)'|[^.\w]fetch\(/m;
    const files = globSync('**/*.ts', { cwd: root, exclude: ['sandbox/**'] }).filter((file) =>
      opening.test(readFileSync(path.join(root, file), 'utf8')),
    );
    expect(files.toSorted()).toEqual(['aliexpress/transport.ts']);
  });
});

describe('a failure of the gateway', () => {
  it('is in the log under the id of the request that it spoiled and the id of the gateway', async () => {
    const lines: string[] = [];
    const { sandbox, live } = await start({ log: createLog('warn', [], { write: (line) => lines.push(line) }) });
    sandbox.faults.add({ kind: 'error', code: 'InsufficientPermission' });
    const response = await live.post('/v1/links', { urls: [item(1)] });
    const requestId = response.headers.get('x-request-id') ?? 'none';
    const line = lines.find((text) => text.includes(requestId)) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({
      requestIds: [requestId],
      gateway: {
        api: 'aliexpress.affiliate.link.generate',
        outcome: 'permission_missing',
        requestId: expect.any(String),
      },
    });
  });
});
