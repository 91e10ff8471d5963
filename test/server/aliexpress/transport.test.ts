import type { RequestListener } from 'node:http';
import http from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as z from 'zod/mini';
import { createTransport } from '../../../server/aliexpress/transport.ts';
import { gatewayTo, replyOf } from './stub.ts';

const LIMITS = { timeoutMs: 2_000, maxReplyBytes: 1_000 };

/** Listens on loopback and counts its connections. */
async function listening(server: Server) {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { host: `127.0.0.1:${port}`, sockets };
}

async function answering(listener: RequestListener) {
  const { host, sockets } = await listening(http.createServer(listener));
  const transport = createTransport(`http://${host}`);
  onTestFinished(() => transport.close());
  const post = (limits = {}) => transport.post(`http://${host}/sync`, 'a=1', { ...LIMITS, ...limits });
  return { post, transport, sockets };
}

/** A server that answers the first request on a connection and breaks it off when a second one arrives there. */
async function breakingOff(api: string, reply: unknown) {
  const text = JSON.stringify(reply);
  let received = 0;
  const { host, sockets } = await listening(
    net.createServer((socket) => {
      let requests = 0;
      socket.on('error', () => undefined);
      socket.on('data', (data) => {
        if (!data.toString('latin1').startsWith('POST')) return;
        received += 1;
        requests += 1;
        if (requests > 1) socket.resetAndDestroy();
        else socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\n\r\n${text}`);
      });
    }),
  );
  let reserved = 0;
  const reserve = async () => {
    reserved += 1;
    return { ok: true as const, value: undefined };
  };
  const { gateway } = gatewayTo(`http://${host}`, { reserve });
  const call = { api, params: {}, reply: z.object({ n: z.number() }) };
  return { gateway, call, sockets, received: () => received, reserved: () => reserved };
}

describe('a kept connection', () => {
  const API = 'aliexpress.affiliate.category.get';
  const good = replyOf(API, { n: 1 }).json;

  it('that breaks under a call is replaced, and the repetition is reserved like any call', async () => {
    const { gateway, call, sockets, received, reserved } = await breakingOff(API, good);
    expect(await gateway.call(call)).toEqual({ ok: true, value: { n: 1 } });
    expect(await gateway.call(call)).toEqual({ ok: true, value: { n: 1 } });
    expect([sockets.size, received(), reserved()]).toEqual([2, 3, 3]);
  });

  it('that breaks under a call that must not happen twice loses that call, which is not sent again', async () => {
    const { gateway, call, received } = await breakingOff(API, good);
    await gateway.call(call);
    const outcome = await gateway.call({ ...call, repeatable: false });
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'gateway_unavailable' } });
    expect(received()).toBe(2);
  });

  it('that the server closed while nothing happened costs nothing', async () => {
    const { post, sockets } = await answering((_, response) => response.end('{}'));
    expect(await post()).toMatchObject({ ok: true });
    for (const socket of sockets) socket.end();
    await sleep(50);
    expect(await post()).toMatchObject({ ok: true });
    expect(sockets.size).toBe(2);
  });

  it('outlives the time limit of the calls before', async () => {
    const { post, sockets } = await answering((_, response) => response.end('{}'));
    expect(await post({ timeoutMs: 50 })).toMatchObject({ ok: true });
    await sleep(100);
    expect(await post()).toMatchObject({ ok: true });
    expect(sockets.size).toBe(1);
  });

  it('is not kept for longer than the server says', async () => {
    const { post, sockets } = await answering((_, response) => {
      response.writeHead(200, { connection: 'close' }).end('{}');
    });
    await post();
    await post();
    expect(sockets.size).toBe(2);
  });
});

describe('an answer', () => {
  it('is read with its status and its date, compressed or not', async () => {
    const { post } = await answering((request, response) => {
      expect(request.headers['accept-encoding']).toBe('gzip');
      response.writeHead(503, { 'content-encoding': 'gzip', date: 'Sun, 22 Nov 2026 10:00:00 GMT' });
      response.end(gzipSync('{"caf\u00e9":1}'));
    });
    const reply = { status: 503, date: 'Sun, 22 Nov 2026 10:00:00 GMT', text: '{"caf\u00e9":1}' };
    expect(await post()).toEqual({ ok: true, reply });
  });

  it.each([
    ['a few compressed bytes that would be many', { 'content-encoding': 'gzip' }, gzipSync('x'.repeat(1e6))],
    ['many bytes', {}, 'x'.repeat(1_001)],
  ])('beyond the cap is left: %s', async (_, headers, body) => {
    const { post } = await answering((_request, response) => response.writeHead(200, headers).end(body));
    expect(await post()).toEqual({ ok: false, fault: 'too-large', detail: 'over 1000 bytes' });
  });

  it('without end is cut off, and no more of it is taken than the cap and a few buffers', async () => {
    let taken = 0;
    const { post } = await answering((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(10_000))) taken += 10_000;
      };
      response.on('drain', more);
      more();
    });
    expect(await post()).toMatchObject({ ok: false, fault: 'too-large' });
    await sleep(50);
    expect(taken).toBeLessThan(10_000_000);
  });

  it.each([
    ['that breaks off', { 'content-length': '100' }, '{"half":'],
    ['that breaks off compressed', { 'content-encoding': 'gzip' }, gzipSync('{"half":1}').subarray(0, 12)],
    ['that is not what its encoding says', { 'content-encoding': 'gzip' }, '{}'],
  ])('%s is none', async (_, headers, body) => {
    const { post } = await answering((_request, response) => {
      response.writeHead(200, headers).write(body, () => response.destroy());
    });
    expect(await post()).toMatchObject({ ok: false, fault: 'network' });
  });

  it('that stops in the middle is waited for until the time is up', async () => {
    const { post } = await answering((_, response) => {
      response.writeHead(200).write('{"half":');
    });
    expect(await post({ timeoutMs: 100 })).toEqual({ ok: false, fault: 'timeout', detail: 'no answer in 100 ms' });
  });

  it('that sends elsewhere is refused', async () => {
    const { post } = await answering((_, response) => response.writeHead(307, { location: '/elsewhere' }).end());
    expect(await post()).toEqual({ ok: false, fault: 'network', detail: 'redirect 307' });
  });
});

describe('the way', () => {
  it('is given up where nobody listens', async () => {
    const server = net.createServer();
    const { host } = await listening(server);
    await new Promise((closed) => server.close(closed));
    const { post } = createTransport(`http://${host}`);
    expect(await post(`http://${host}`, '', LIMITS)).toEqual({ ok: false, fault: 'network', detail: 'ECONNREFUSED' });
  });

  it('is given up when the TLS handshake does not end', async () => {
    const { host } = await listening(net.createServer((socket) => socket.on('error', () => undefined)));
    const { post } = createTransport(`https://${host}`, { connectMs: 100 });
    const startedAt = Date.now();
    expect(await post(`https://${host}`, '', LIMITS)).toMatchObject({ fault: 'network', detail: 'ETIMEDOUT' });
    expect(Date.now() - startedAt).toBeLessThan(1_500);
  });

  it('closes after the answer under way, and takes nothing more', async () => {
    const { post, transport, sockets } = await answering((_, response) => {
      setTimeout(() => response.end('{}'), 100);
    });
    const answer = post();
    await sleep(30);
    const closed = transport.close();
    expect(await post()).toMatchObject({ ok: false, fault: 'stopped' });
    await closed;
    expect(await answer).toMatchObject({ ok: true });
    expect(sockets.size).toBe(1);
  });
});
