import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as z from 'zod/mini';
import { Problem } from '../../../lib/contract/problem.ts';
import { Product } from '../../../lib/contract/products.ts';
import type { Token } from '../../../server/aliexpress/oauth.ts';
import { keyFile } from '../../../server/oauth/key-file.ts';
import { createVault } from '../../../server/oauth/vault.ts';
import type { Sandbox, SandboxOptions } from '../../../server/sandbox/index.ts';
import { startSandbox } from '../../../server/sandbox/index.ts';
import { openStore } from '../../../server/store/store.ts';
import type { RunningBackend } from './backend.ts';
import { backendOn, newDataFolder } from './backend.ts';
import type { Visit } from './visitor.ts';
import { visitor } from './visitor.ts';

const ID = '1005006338829917';
const HOUR = 3_600_000;
const StartLink = z.object({ url: z.string(), expiresAt: z.string() });

type Stage = { sandbox: Sandbox; backend: RunningBackend; clock: { now: number } };

async function stage(options: SandboxOptions = {}): Promise<Stage> {
  const clock = { now: Date.now() };
  const now = () => clock.now;
  const sandbox = await startSandbox({ ...options, now });
  onTestFinished(sandbox.close);
  return { sandbox, backend: await backendOn(sandbox.origin, { now }), clock };
}

async function startLink(backend: RunningBackend): Promise<string> {
  return StartLink.parse(await (await backend.get('/oauth/start', { isOwner: true })).json()).url;
}

async function authorise(backend: RunningBackend): Promise<Visit> {
  const browser = visitor();
  return await browser.press(await browser.open(await startLink(backend)), 'allow');
}

async function storedToken({ dataFolder }: RunningBackend): Promise<Token> {
  const store = await openStore({ dataFolder, databaseUrl: undefined });
  const stored = await store.authorisations.get('500000');
  await store.close();
  if (stored === undefined) throw new Error('no token is stored');
  const token = createVault(keyFile(path.join(dataFolder, 'access-token.key')), '500000').open(stored);
  if (!token.ok) throw new Error(token.failure.message);
  return token.value;
}

function callsOf({ calls }: Sandbox, method: string): number {
  return calls.filter((call) => call.method === method).length;
}

describe('an authorisation', () => {
  it('goes from the start link over the consent page to an encrypted token', async () => {
    const { sandbox, backend } = await stage();
    const browser = visitor();
    const consent = await browser.open(await startLink(backend));
    expect(new URL(consent.url).origin).toBe(sandbox.origin);
    expect(consent.setCookies).toEqual([
      expect.stringMatching(/^waybill-oauth=[\w-]{43}; Max-Age=600; Path=\/oauth; HttpOnly; SameSite=Lax$/),
    ]);
    const end = await browser.press(consent, 'allow');
    expect(end).toMatchObject({ status: 200, text: expect.stringContaining('Waybill is authorised') });
    expect(new URL(end.url).origin).toBe(backend.origin);
    expect(end.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; /);
    expect(end.headers.get('cache-control')).toBe('no-store');
    expect(end.text).not.toMatch(/<script|<img|<form/);
    expect([...browser.cookies.values()].flatMap((kept) => [...kept])).toEqual([]);
    expect(callsOf(sandbox, '/auth/token/create')).toBe(1);
  });

  it('leaves no token and no code in readable form: not in the data folder, the log or the page', async () => {
    const { backend } = await stage();
    const end = await authorise(backend);
    const { accessToken, refreshToken } = await storedToken(backend);
    const code = new URL(end.url).searchParams.get('code') ?? '';
    const secrets = [accessToken, refreshToken ?? '', code];
    expect(secrets.every((secret) => secret.length > 20)).toBe(true);
    const files = readdirSync(backend.dataFolder).map((name) => path.join(backend.dataFolder, name));
    expect(files.map((file) => path.basename(file))).toContain('waybill.sqlite-wal');
    const written = files.map((file) => readFileSync(file, 'latin1')).join('');
    for (const secret of secrets) {
      expect(written.includes(secret)).toBe(false);
      expect(backend.logged.join('').includes(secret)).toBe(false);
      expect(end.text.includes(secret)).toBe(false);
    }
    expect(statSync(path.join(backend.dataFolder, 'access-token.key')).mode & 0o777).toBe(0o600);
  });

  it('keeps its key where ALIEXPRESS_ACCESS_TOKEN_KEY_FILE says', async () => {
    const sandbox = await startSandbox();
    onTestFinished(sandbox.close);
    const file = path.join(path.dirname(newDataFolder()), 'keys', 'own.key');
    const backend = await backendOn(sandbox.origin, { env: { ALIEXPRESS_ACCESS_TOKEN_KEY_FILE: file } });
    expect((await authorise(backend)).status).toBe(200);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(backend.dataFolder)).not.toContain('access-token.key');
  });

  it('that the person refuses is said in words', async () => {
    const { sandbox, backend } = await stage();
    const browser = visitor();
    const end = await browser.press(await browser.open(await startLink(backend)), 'refuse');
    expect(end).toMatchObject({ status: 502, text: expect.stringContaining('refused or broken off') });
    expect(callsOf(sandbox, '/auth/token/create')).toBe(0);
  });

  it.each([
    ['InvalidCode', /refused the authorisation code/],
    ['isv.account-migration-check-fail', /migration check.*No document explains this check/s],
    ['Reach Limit', /Reach Limit.*Wait some minutes/s],
  ])('that AliExpress stops with %s is explained', async (code, words) => {
    const { sandbox, backend } = await stage();
    sandbox.faults.add({ kind: 'error', code, message: code }, { method: '/auth/token/create' });
    const end = await authorise(backend);
    expect(end.status).toBeGreaterThanOrEqual(500);
    expect(end.text.replaceAll('&quot;', '"')).toMatch(words);
    expect(callsOf(sandbox, '/auth/token/create')).toBe(1);
  });

  it('takes the security calls where the app may not use the plain ones', async () => {
    const { sandbox, backend, clock } = await stage({ packages: ['dropshipping'] });
    const refused = { kind: 'error', code: 'InsufficientPermission' } as const;
    sandbox.faults.add(refused, { method: '/auth/token/create' });
    expect((await authorise(backend)).status).toBe(200);
    clock.now += 25 * HOUR;
    expect((await backend.get(`/v1/products/${ID}`)).status).toBe(200);
    expect(callsOf(sandbox, '/auth/token/security/create')).toBe(1);
    expect(callsOf(sandbox, '/auth/token/security/refresh')).toBe(1);
  });
});

describe('the start', () => {
  it('is for owners', async () => {
    const { backend } = await stage();
    const refused = await backend.get('/oauth/start');
    expect(refused.status).toBe(403);
    expect(Problem.parse(await refused.json()).code).toBe('unauthorized');
  });

  it('tells somebody who opens the address by hand what to do', async () => {
    const { backend } = await stage();
    const page = await visitor().open(`${backend.origin}/oauth/start`);
    expect(page).toMatchObject({ status: 401, text: expect.stringContaining('npx waybill authorize') });
    expect((await fetch(`${backend.origin}/oauth/start`)).headers.get('content-type')).toBe('application/problem+json');
  });

  it('works once, and for ten minutes', async () => {
    const { backend, clock } = await stage();
    const used = await startLink(backend);
    expect((await visitor().open(used)).status).toBe(200);
    const late = await startLink(backend);
    clock.now += 10 * 60_000;
    for (const link of [used, late, `${backend.origin}/oauth/start?ticket=wrong`]) {
      expect(await visitor().open(link)).toMatchObject({
        status: 401,
        text: expect.stringContaining('cannot be used'),
      });
    }
  });
});

describe('who guesses', () => {
  it('is stopped after a few wrong tickets and states', async () => {
    const { backend } = await stage();
    const guesses = Array.from({ length: 20 }, (_, n) => [`start?ticket=${n}`, `callback?code=1&state=${n}`]).flat();
    const answers = await Promise.all(guesses.map((guess) => fetch(`${backend.origin}/oauth/${guess}`)));
    expect(answers.map(({ status }) => status).filter((status) => status === 429)).toHaveLength(10);
  });
});

describe('the cookie', () => {
  it('goes over https only where the backend is reached by https', async () => {
    const sandbox = await startSandbox();
    onTestFinished(sandbox.close);
    const backend = await backendOn(sandbox.origin, { env: { WAYBILL_PUBLIC_URL: 'https://links.example.org' } });
    const link = new URL(await startLink(backend));
    expect(link.origin).toBe('https://links.example.org');
    const started = await fetch(`${backend.origin}${link.pathname}${link.search}`, { redirect: 'manual' });
    expect(started.headers.get('set-cookie')).toMatch(/^__Secure-waybill-oauth=.*; Path=\/oauth; HttpOnly; Secure; /);
    const address = new URL(started.headers.get('location') ?? '');
    expect(address.searchParams.get('redirect_uri')).toBe('https://links.example.org/oauth/callback');
  });
});

describe('the way back', () => {
  it('is taken once, and in the browser that started only', async () => {
    const { sandbox, backend } = await stage();
    const browser = visitor();
    const consent = await browser.open(await startLink(backend));
    const state = /name="state" value="([^"]+)"/.exec(consent.text)?.[1] ?? '';
    const callback = `${backend.origin}/oauth/callback?code=stolen&state=${state}`;
    const other = visitor();
    await other.open(await startLink(backend));
    for (const stranger of [visitor(), other]) {
      expect(await stranger.open(callback)).toMatchObject({
        status: 400,
        text: expect.stringContaining('was not started in this browser'),
      });
    }
    expect(callsOf(sandbox, '/auth/token/create')).toBe(0);
    const end = await browser.press(consent, 'allow');
    expect(end.status).toBe(200);
    expect((await browser.open(end.url)).status).toBe(400);
    expect(callsOf(sandbox, '/auth/token/create')).toBe(1);
  });
});

describe('the token of a dropshipping app', () => {
  it('gives product facts where the affiliate service is closed, and is refreshed when it has ended', async () => {
    const { sandbox, backend, clock } = await stage({ packages: ['dropshipping'] });
    expect((await backend.get(`/v1/products/${ID}`)).status).toBe(502);
    await authorise(backend);
    const first = Product.parse(await (await backend.get(`/v1/products/${ID}?country=DE&currency=EUR`)).json());
    expect(first).toMatchObject({
      productId: ID,
      salePrice: { currency: 'EUR' },
      commission: { ratePercent: 0, estimate: { amount: '0.00' } },
    });
    const before = await storedToken(backend);
    clock.now += 25 * HOUR;
    expect((await backend.get(`/v1/products/${ID}?country=DE&currency=EUR`)).status).toBe(200);
    expect((await storedToken(backend)).accessToken).not.toBe(before.accessToken);
    expect(callsOf(sandbox, '/auth/token/refresh')).toBe(1);
  });

  it.each([
    ['is missing', (file: string) => rmSync(file)],
    ['holds another key', (file: string) => writeFileSync(file, randomBytes(32).toString('base64'))],
  ])('is asked for in words when the key file %s, before and after its end', async (words, spoil) => {
    const { backend, clock } = await stage({ packages: ['dropshipping'] });
    await authorise(backend);
    spoil(path.join(backend.dataFolder, 'access-token.key'));
    for (const later of [0, 25 * HOUR]) {
      clock.now += later;
      const response = await backend.get(`/v1/products/${ID}`);
      expect(Problem.parse(await response.json())).toMatchObject({
        code: 'access_token_needed',
        detail: expect.stringContaining(words),
        hint: expect.stringContaining('npx waybill authorize'),
      });
    }
  });

  it('is refreshed once when two instances need it at the same time', async () => {
    const { sandbox, backend, clock } = await stage({ packages: ['dropshipping'] });
    await authorise(backend);
    const now = () => clock.now;
    const env = { WAYBILL_DATA: backend.dataFolder };
    const other = await backendOn(sandbox.origin, { now, env });
    clock.now += 25 * HOUR;
    const ids = Array.from({ length: 10 }, (_, index) => String(BigInt(ID) + BigInt(index)));
    const answers = await Promise.all(
      ids.map((id, index) => (index % 2 === 0 ? backend : other).get(`/v1/products/${id}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200));
    expect(callsOf(sandbox, '/auth/token/refresh')).toBe(1);
  });
});
