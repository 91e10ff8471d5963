import type { ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as z from 'zod/mini';
import { createGateway } from '../../../server/aliexpress/gateway.ts';
import { SANDBOX } from '../../../server/sandbox/index.ts';
import { item, liveBackend } from './live-backend.ts';

const MB = 1024 * 1024;

/** The gateway's ways to fail; the last takes a client as long as its patience, so it comes once in a while only. */
const failing: readonly ((response: ServerResponse) => void)[] = [
  (response) => response.destroy(),
  (response) => response.writeHead(500, { 'content-type': 'application/json' }).end('{"status":"error"}'),
  (response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<html>'.padEnd(20_000, '<p>Bad gateway')),
  (response) =>
    response.end('{"aliexpress_affiliate_link_generate_response":{"resp_result":{'.padEnd(20_000, '"a":1,')),
  (response) => response.end(Buffer.alloc(20_000, 0xff)),
  (response) => response.end('{"result":["unexpected"],"resp_result":7}'),
  (response) => response.end('{"error_response":{"code":"ApiCallLimit","msg":"this ban will last 30 seconds"}}'),
  (response) => response.end('{"error_response":{"type":"ISP","code":"ServiceUnavailable","msg":"x"}}'),
  (response) => response.writeHead(200, { 'content-length': 1000 }).write('{', () => response.destroy()),
  () => undefined,
];

/** A gateway that fails in another way each time, and remembers nothing. */
async function failingGateway(): Promise<{ origin: string; calls: () => number }> {
  let calls = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      calls += 1;
      const way = calls % 100 === 0 ? failing.length - 1 : calls % (failing.length - 1);
      failing[way]?.(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { origin: `http://127.0.0.1:${port}`, calls: () => calls };
}

/** Bytes of the heap that something still holds. */
async function heldMemory(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let round = 0; round < 3; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    collect();
  }
  return process.memoryUsage().heapUsed;
}

/** How much more of the heap is held after the work was done `times` times, in MB; some rounds before warm it up. */
async function growth(times: number, work: (n: number) => Promise<void>): Promise<number> {
  for (let n = 0; n < times / 5; n += 1) await work(n);
  const before = await heldMemory();
  for (let n = 0; n < times; n += 1) await work(n);
  return ((await heldMemory()) - before) / MB;
}

describe('a gateway that fails in every way leaves nothing behind in memory', () => {
  const patience = { timeoutMs: 50, budgetMs: 0, breakerFailures: Infinity, methodGapMs: 0 };

  it('after 2,000 calls', async () => {
    const { origin, calls } = await failingGateway();
    const gateway = createGateway({ origin, ...SANDBOX, now: Date.now, limits: patience });
    onTestFinished(gateway.close);
    const call = { api: 'aliexpress.affiliate.link.generate', params: {}, reply: z.unknown() };
    const held = await growth(2000, async () => expect((await gateway.call(call)).ok).toBe(false));
    expect(calls()).toBeGreaterThan(2200);
    expect(held).toBeLessThan(4);
  });

  it('after 240 requests to the whole backend, for 3,000 links and for searches', async () => {
    const { origin, calls } = await failingGateway();
    const live = await liveBackend({ origin }, {}, { patience });
    onTestFinished(live.backend.close);
    // A full batch goes at once, and so does a search: neither waits for company.
    const pages = Array.from({ length: 50 }, (_, n) => item(n));
    const held = await growth(60, async () => {
      const links = live.links(pages);
      const searches = ['a', 'b', 'c'].map((words) => live.get(`/v1/products?keywords=${words}`));
      for (const response of await Promise.all(searches)) {
        expect(response.ok).toBe(false);
        await response.arrayBuffer();
      }
      expect((await links).some((link) => link.ok)).toBe(false);
    });
    expect(calls()).toBeGreaterThan(240);
    expect(held).toBeLessThan(4);
  });
});
