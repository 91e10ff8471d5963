import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FailureCode } from '../../../lib/contract/failure.ts';
import { failures } from '../../../lib/contract/failure.ts';
import { Problem } from '../../../lib/contract/problem.ts';
import type { Fault, Sandbox } from '../../../server/sandbox/index.ts';
import { startSandbox } from '../../../server/sandbox/index.ts';
import type { LiveBackend } from './live-backend.ts';
import { item, liveBackend } from './live-backend.ts';

vi.setConfig({ testTimeout: 60_000 });

/** A client that loses its patience within a test. */
const patience = { timeoutMs: 300, budgetMs: 1200, backOffBaseMs: 10, breakerFailures: 3, breakerRestMs: 400 };

let sandbox: Sandbox;
let live: LiveBackend;

beforeEach(async () => {
  sandbox = await startSandbox();
  live = await liveBackend(sandbox, {}, { patience });
});
afterEach(async () => {
  await live.backend.close();
  await sandbox.close();
});

const faults: [what: string, fault: Fault, code: FailureCode | 'ok'][] = [
  ['is slow', { kind: 'delay', ms: 100 }, 'ok'],
  ['is too slow', { kind: 'delay', ms: 5000 }, 'gateway_unavailable'],
  ['never answers', { kind: 'hang' }, 'gateway_unavailable'],
  ['drops the connection', { kind: 'drop' }, 'gateway_unavailable'],
  ['answers 500 with JSON', { kind: 'http', status: 500, body: 'json' }, 'gateway_unavailable'],
  ['answers 502 with HTML', { kind: 'http', status: 502, body: 'html' }, 'gateway_unavailable'],
  ['breaks off in the middle', { kind: 'cut' }, 'gateway_unavailable'],
  ['sends half of its JSON', { kind: 'truncated' }, 'gateway_unreadable'],
  ['sends garbage', { kind: 'garbage' }, 'gateway_unreadable'],
  ['sends another shape', { kind: 'wrong-shape' }, 'gateway_unreadable'],
  [
    'bans the key for longer than anybody waits',
    { kind: 'error', code: 'ApiCallLimit', banSeconds: 30 },
    'gateway_busy',
  ],
  ['is out of service', { kind: 'error', code: 'ServiceUnavailable' }, 'gateway_unavailable'],
  ['refuses the signature', { kind: 'error', code: 'IncompleteSignature' }, 'signature_rejected'],
  ['does not know the key', { kind: 'error', code: 'InvalidAppKey' }, 'app_key_rejected'],
  ['misses a permission', { kind: 'error', code: 'InsufficientPermission' }, 'permission_missing'],
  ['does not know the publisher', { kind: 'resp-code', respCode: 401 }, 'publisher_not_registered'],
  ['does not know the tracking id', { kind: 'resp-code', respCode: 402 }, 'tracking_id_rejected'],
];

describe('when the gateway', () => {
  it.each(faults)('%s, new links say so and known ones come all the same', async (_, fault, code) => {
    expect((await live.links([item(1)]))[0]?.ok).toBe(true);
    const end = sandbox.faults.add(fault, { times: Infinity });
    const links = await live.links([item(1), item(2), 'https://example.com/', item(3)]);
    expect(links.map((link) => (link.ok ? 'ok' : link.code))).toEqual(['ok', code, 'not_aliexpress', code]);
    end();
    await vi.waitFor(async () => expect((await live.links([item(2), item(3)])).every((link) => link.ok)).toBe(true), {
      timeout: 5000,
      interval: 100,
    });
  });

  it.each(faults.filter(([, { kind }]) => kind !== 'resp-code'))('%s, products say so', async (_, fault, code) => {
    const end = sandbox.faults.add(fault, { times: Infinity });
    const response = await live.get('/v1/products/1005006338829917');
    if (code === 'ok') expect(response.status).toBe(200);
    else expect(Problem.parse(await response.json())).toMatchObject({ code, status: failures[code].status });
    end();
    await vi.waitFor(async () => expect((await live.get('/v1/products/1005006338829917')).status).toBe(200), {
      timeout: 5000,
      interval: 100,
    });
  });
});

describe('when the entries of an answer are odd', () => {
  const links: Extract<Fault, { kind: 'links' }>['change'][] = ['extra', 'request-order', 'reversed'];

  it.each(links)('each page still gets its own link: %s', async (change) => {
    sandbox.faults.add({ kind: 'links', change }, { times: Infinity });
    const urls = Array.from({ length: 20 }, (_, n) => item(n));
    const made = await live.links(urls);
    expect(made.map((link) => link.ok && link.canonicalUrl)).toEqual(urls);
    expect(new Set(made.map((link) => link.ok && link.url)).size).toBe(20);
  });

  it.each<[change: (typeof links)[number], code: FailureCode]>([
    ['missing', 'not_in_programme'],
    ['without-link', 'not_in_programme'],
    ['foreign-host', 'gateway_unreadable'],
  ])('only what has no good link is refused: %s', async (change, code) => {
    sandbox.faults.add({ kind: 'links', change });
    const made = await live.links(Array.from({ length: 20 }, (_, n) => item(n)));
    const refused = made.filter((link) => !link.ok);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(20);
    expect(new Set(refused.map((link) => !link.ok && link.code))).toEqual(new Set([code]));
  });
});

describe('the breaker', () => {
  it('spares a dead gateway, and closes when it lives again', async () => {
    const end = sandbox.faults.add({ kind: 'http', status: 500, body: 'json' }, { times: Infinity });
    for (let n = 0; n < 4; n += 1) await live.links([item(n)]);
    const before = sandbox.calls.length;
    const started = performance.now();
    const [link] = await live.links([item(9)]);
    expect(link).toMatchObject({ ok: false, code: 'gateway_unavailable', retryable: true });
    expect(sandbox.calls.length).toBe(before);
    expect(performance.now() - started).toBeLessThan(1000);
    end();
    await new Promise((resolve) => setTimeout(resolve, patience.breakerRestMs));
    expect((await live.links([item(9)]))[0]?.ok).toBe(true);
  });
});
