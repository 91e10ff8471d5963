import dns from 'node:dns';
import { Socket } from 'node:net';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import * as z from 'zod/mini';
import { LinksAnswer } from '../../../lib/contract/links.ts';
import { startSandbox } from '../../../server/sandbox/index.ts';
import { liveBackend } from './live-backend.ts';
import type { TestApp } from './test-app.ts';
import { testApp } from './test-app.ts';

const item = 'https://www.aliexpress.com/item/1005006338829917.html';
const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

let test: TestApp;
let token: string;

beforeEach(async () => {
  test = await testApp();
  token = await test.token('anna');
});

describe('every route of the document', () => {
  it('wants a token, except health, pairing and the way back from AliExpress', async () => {
    const { paths } = Document.parse(await (await test.get('/openapi.json', token)).json());
    const open = ['GET /healthz', 'GET /readyz', 'GET /oauth/callback', 'POST /v1/pairings'];
    const answers = await Promise.all(
      Object.entries(paths).flatMap(([path, methods]) =>
        Object.keys(methods).map(async (method) => {
          const verb = method.toUpperCase();
          const response = verb === 'POST' ? await test.post(path, {}) : await test.get(path);
          return [`${verb} ${path}`, response.status] as const;
        }),
      ),
    );
    expect(answers.length).toBeGreaterThanOrEqual(7);
    const guarded = answers.filter(([route]) => !open.includes(route));
    expect(guarded.filter(([, status]) => status !== 401)).toEqual([]);
    expect(answers.length - guarded.length).toBe(open.length);
  });

  it('is in the document', async () => {
    const { paths } = Document.parse(await (await test.get('/openapi.json', token)).json());
    const served = test.app.routes.filter((route) => route.method !== 'ALL' && route.path !== '/openapi.json');
    for (const route of served) {
      expect(paths[route.path.replaceAll(/:(\w+)/g, '{$1}')]).toHaveProperty(route.method.toLowerCase());
    }
  });
});

describe('a token', () => {
  it.each(['', 'Bearer', 'Bearer wb_wrong', 'Basic YTpi', 'wb_wrong'])('is not %j', async (authorization) => {
    const response = await test.get('/v1/me', undefined, { Authorization: authorization });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('ends when it is revoked', async () => {
    expect((await test.get('/v1/me', token)).status).toBe(200);
    await test.services.tokens.revoke('anna');
    expect((await test.get('/v1/me', token)).status).toBe(401);
  });
});

describe('the door', () => {
  it('turns web pages, navigations and foreign names away before any work', async () => {
    const body = { urls: [item] };
    const refused = [
      await test.post('/v1/links', body, token, { Origin: 'https://www.aliexpress.com' }),
      await test.post('/v1/links', body, token, { 'Sec-Fetch-Mode': 'navigate' }),
      await test.post('/v1/links', body, token, { Host: 'evil.example' }),
      await test.post('/v1/links', body, token, { 'Content-Type': 'text/plain' }),
      await test.post('/v1/links', body, token, { 'Content-Length': String(2 * 1024 * 1024) }),
    ];
    expect(refused.map((response) => response.status)).toEqual([403, 403, 403, 415, 413]);
    expect(test.gateway.calls).toEqual([]);
  });

  it('counts a body whose length is not announced', async () => {
    const note = 'x'.repeat(1024 * 1024);
    const response = await test.post('/v1/links', { urls: [item], note }, token);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'too_large', detail: expect.stringContaining('1024 KiB') });
    expect((await test.post('/v1/pairings', { code: 'x'.repeat(65 * 1024) })).status).toBe(413);
  });

  it('lets an extension in, and gives no web origin a CORS header', async () => {
    const preflight = async (Origin: string) => {
      const headers = { Origin, 'Access-Control-Request-Method': 'POST' };
      return await test.app.request('http://127.0.0.1:8787/v1/links', { method: 'OPTIONS', headers }, {});
    };
    const origins = ['chrome-extension://abcdefghijklmnop', 'https://evil.example', 'null'];
    const answers = await Promise.all(
      origins.flatMap((Origin) => [test.get('/v1/me', token, { Origin }), preflight(Origin)]),
    );
    expect(answers[0]?.status).toBe(200);
    for (const answer of answers) {
      expect(answer.status).toBeLessThan(500);
      for (const name of answer.headers.keys()) expect(name).not.toMatch(/^access-control-/);
    }
  });

  it('marks every answer as not to be cached, framed or sniffed', async () => {
    for (const answer of [await test.get('/v1/me', token), await test.get('/v1/me'), await test.get('/nothing')]) {
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    }
  });
});

describe('an entry that cannot have a link', () => {
  it('is refused for itself, in a request of entries that can, and never asked for anywhere', async () => {
    const long = `${item}?x=${'y'.repeat(2048)}`;
    const urls = [item, long, 'https://www.aliexpress.com.evil.example/item/1005006338829917.html', 'javascript:1'];
    const response = await test.post('/v1/links', { urls }, token);
    expect(response.status).toBe(200);
    const { links } = LinksAnswer.parse(await response.json());
    expect(links.map((link) => (link.ok ? 'ok' : link.code))).toEqual([
      ...['ok', 'too_large', 'not_aliexpress', 'not_aliexpress'],
    ]);
    expect(test.gateway.calls.flatMap((call) => call.sources)).toEqual([item]);
  });
});

describe('a short link', () => {
  const short = [
    'https://a.aliexpress.com/_mKQxYz1',
    'https://s.click.aliexpress.com/e/_oFEYbSl',
    'http://127.0.0.1/item/1005006338829917.html',
    'http://2130706433/_mKQxYz1',
    'https://[::ffff:127.0.0.1]/_mKQxYz1',
    'https://169.254.169.254/latest/meta-data',
  ];

  it('is never opened: every connection goes to the gateway', async () => {
    const sandbox = await startSandbox();
    onTestFinished(sandbox.close);
    const live = await liveBackend(sandbox);
    onTestFinished(live.backend.close);
    const connected = vi.spyOn(Socket.prototype, 'connect');
    const looked = vi.spyOn(dns, 'lookup');
    onTestFinished(() => {
      connected.mockRestore();
      looked.mockRestore();
    });
    await live.links([item, ...short]);
    const targets = connected.mock.calls.map((args) => JSON.stringify(args));
    const [gateway, backend] = [new URL(sandbox.origin).port, new URL(live.backend.origin).port];
    expect(targets.filter((target) => target.includes(gateway))).not.toEqual([]);
    expect(targets.filter((target) => !target.includes(gateway) && !target.includes(backend))).toEqual([]);
    expect(looked.mock.calls.map(([name]) => name).filter((name) => name !== '127.0.0.1')).toEqual([]);
    const asked = sandbox.calls.map((call) => call.params.source_values).join();
    for (const address of short.slice(1)) expect(asked).not.toContain(address);
  });
});
