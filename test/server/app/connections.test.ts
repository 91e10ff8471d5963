import { globSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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

describe('a client that leaves', () => {
  async function started() {
    const lines: string[] = [];
    const log = createLog('debug', [], { write: (line) => lines.push(line) });
    const { sandbox, live } = await start({ log });
    const { token } = await live.backend.services.tokens.createUnder('bot', { trackingIds: null, isOwner: true });
    const { host, hostname, port } = new URL(live.backend.origin);
    const begin = (sent: string, headers: string) => {
      const socket = connect(Number(port), hostname);
      const authorization = `Authorization: Bearer ${token}\r\nContent-Type: application/json\r\n${headers}`;
      socket.on('error', () => undefined);
      socket.write(`POST /v1/links HTTP/1.1\r\nHost: ${host}\r\n${authorization}\r\n\r\n${sent}`);
      return socket;
    };
    /** What the requests for links were counted as. */
    const statuses = async () => {
      const text = await live.backend.services.metrics.text();
      return [...text.matchAll(/^waybill_request_seconds_count\{route="\/v1\/links".*status="(\d+)"\} 1$/gm)].map(
        ([, status]) => status,
      );
    };
    return { sandbox, live, lines, begin, statuses };
  }

  it.each([
    ['Content-Length: 1000', '{"url', ['499']],
    ['Transfer-Encoding: chunked', '5\r\n{"url', []],
  ])('in the middle of its request (%s) is no error of the backend', async (headers, sent, counted) => {
    const { lines, begin, statuses } = await started();
    const socket = begin(sent, headers);
    await sleep(200);
    socket.destroy();
    await vi.waitFor(() => expect(lines).toHaveLength(1));
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 20, msg: expect.stringContaining('a client left') });
    expect(await statuses()).toEqual(counted);
  });

  it('while it waits for its links finds them in the ledger and the cache', async () => {
    const { sandbox, live, lines, begin, statuses } = await started();
    sandbox.faults.add({ kind: 'delay', ms: 500 });
    const body = JSON.stringify({ urls: [item(1)] });
    const socket = begin(body, `Content-Length: ${body.length}`);
    await vi.waitFor(() => expect(sandbox.calls).toHaveLength(1));
    socket.destroy();
    await vi.waitFor(async () => expect(await statuses()).toEqual(['200']), { timeout: 3000 });
    expect(lines.filter((line) => !line.includes('"level":20'))).toEqual([]);
    const everything = { accessId: undefined, query: undefined, trackingId: undefined, before: undefined, limit: 9 };
    expect(await live.backend.services.ledger.search(everything)).toHaveLength(1);
    expect((await live.links([item(1)]))[0]?.ok).toBe(true);
    expect(sandbox.calls).toHaveLength(1);
  });

  it('in the middle of an export is no error of the backend', async () => {
    const said = [vi.spyOn(console, 'error'), vi.spyOn(console, 'info')];
    const { live, lines } = await started();
    const urls = Array.from({ length: 500 }, (_, n) => `https://a.aliexpress.com/_${n}`);
    const store = (n: number) => live.post('/v1/links', { urls, note: `${n} ${'x'.repeat(150)}` });
    for (let n = 0; n < 20; n += 1) await store(n);
    lines.length = 0;
    const stop = new AbortController();
    const { token } = await live.backend.services.tokens.createUnder('owner', { trackingIds: null, isOwner: true });
    const response = await fetch(`${live.backend.origin}/v1/history.csv`, {
      headers: { Authorization: `Bearer ${token}` },
      signal: stop.signal,
    });
    await response.body?.getReader().read();
    stop.abort();
    await sleep(500);
    expect(lines).toEqual([]);
    for (const spy of said) expect(spy).not.toHaveBeenCalled();
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
