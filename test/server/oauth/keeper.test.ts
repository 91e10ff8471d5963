import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Failure } from '../../../lib/contract/failure.ts';
import { failed } from '../../../lib/contract/outcome.ts';
import type { Token } from '../../../server/aliexpress/oauth.ts';
import type { TokenKeeper } from '../../../server/oauth/keeper.ts';
import { createTokenKeeper } from '../../../server/oauth/keeper.ts';
import { keyFile } from '../../../server/oauth/key-file.ts';
import { createVault } from '../../../server/oauth/vault.ts';
import { startSandbox } from '../../../server/sandbox/index.ts';
import type { AuthorisationStore } from '../../../server/store/authorisations.ts';
import { memoryStore } from '../access/memory-store.ts';
import type { Said } from '../aliexpress/stub.ts';
import { gatewayTo, startStub } from '../aliexpress/stub.ts';

const START = Date.parse('2026-11-22T10:00:00Z');
const DAY = 86_400_000;
const REFRESH = '/rest/auth/token/refresh';

const token: Token = {
  accessToken: 'access-1',
  accessExpiresAt: START + DAY,
  refreshToken: 'refresh-1',
  refreshExpiresAt: START + 2 * DAY,
  account: 'blog@example.com',
  userId: undefined,
  sellerId: undefined,
  calls: 'plain',
};

const fresh = (number: number): Said => ({
  json: { access_token: `access-${number}`, expires_in: 86_400, code: '0', request_id: '1' },
});
const refused = (code: string): Said => ({ json: { type: 'ISV', code, message: code, request_id: '1' } });

type Instance = {
  keeper: TokenKeeper;
  alerts: Failure[];
  wait: ReturnType<typeof vi.fn<(ms: number) => Promise<void>>>;
};

/** Instances over one store, with one clock, and a gateway that answers as told. */
async function stage(answers: Said[], count = 1) {
  const clock = { now: START };
  const { authorisations: store } = await memoryStore();
  const stub = await startStub(...answers);
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'waybill-key-')), 'key');
  const instances = Array.from({ length: count }, () => instance({ store, origin: stub.origin, file, clock }));
  const [first] = instances;
  if (first === undefined) throw new Error('a stage has an instance');
  await first.keeper.save(token);
  return { clock, store, stub, file, instances, first };
}

type Surroundings = { store: AuthorisationStore; origin: string; file: string; clock: { now: number } };

function instance({ store, origin, file, clock }: Surroundings): Instance {
  const alerts: Failure[] = [];
  const { gateway } = gatewayTo(origin, { now: () => clock.now });
  const vault = createVault(keyFile(file), gateway.appKey);
  const wait = vi.fn((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms / 50)));
  const alert = (failure: Failure) => void alerts.push(failure);
  return { keeper: createTokenKeeper({ store, vault, gateway, random: () => 0.5, wait, alert }), alerts, wait };
}

describe('an access token', () => {
  it('is asked for nothing while it is good', async () => {
    const { first, stub, clock } = await stage([]);
    clock.now += DAY - 1;
    expect(await first.keeper.current()).toEqual({ ok: true, value: 'access-1' });
    expect(stub.received).toEqual([]);
  });

  it('is refreshed ahead of its end, after about three quarters of its life', async () => {
    const { first, stub, clock } = await stage([fresh(2)]);
    clock.now += 0.74 * DAY;
    expect((await first.keeper.refreshIfDue()).ok).toBe(true);
    expect(stub.received).toEqual([]);
    clock.now += 0.02 * DAY;
    await first.keeper.refreshIfDue();
    expect(stub.received).toMatchObject([{ url: REFRESH, form: { refresh_token: 'refresh-1' } }]);
    expect(await first.keeper.current()).toEqual({ ok: true, value: 'access-2' });
  });

  it('keeps the refresh token and its end when a refresh does not name them', async () => {
    const { first, stub, clock } = await stage([fresh(2), fresh(3)]);
    clock.now += DAY;
    await first.keeper.current();
    clock.now += 0.9 * DAY;
    await first.keeper.refreshIfDue();
    expect(stub.received.map(({ form }) => form.refresh_token)).toEqual(['refresh-1', 'refresh-1']);
    expect(await first.keeper.state()).toMatchObject({ refreshExpiresAt: token.refreshExpiresAt });
  });

  it('that has ended is refreshed by one call, however many need it', async () => {
    const { instances, stub, clock } = await stage([fresh(2)], 4);
    clock.now += DAY + 1;
    const asked = instances.flatMap(({ keeper }) => [keeper.current(), keeper.renew(), keeper.refreshIfDue()]);
    const answers = await Promise.all(asked);
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(answers[0]).toEqual({ ok: true, value: 'access-2' });
    expect(stub.received).toHaveLength(1);
  });

  it('is waited for within an instance without asking the store over and over', async () => {
    const { first, clock } = await stage([fresh(2)]);
    clock.now += DAY + 1;
    const answers = await Promise.all(Array.from({ length: 10 }, () => first.keeper.current()));
    expect(answers).toEqual(answers.map(() => ({ ok: true, value: 'access-2' })));
    expect(first.wait).not.toHaveBeenCalled();
  });

  it('that AliExpress refused is renewed once, not by everybody who met the refusal', async () => {
    const { first, stub, clock } = await stage([fresh(2)]);
    clock.now += 60_000;
    expect(await first.keeper.renew()).toEqual({ ok: true, value: 'access-2' });
    expect(await first.keeper.renew()).toEqual({ ok: true, value: 'access-2' });
    expect(stub.received).toHaveLength(1);
  });
});

describe('a refresh that fails', () => {
  it('for good is told once and not tried again until somebody authorises', async () => {
    const { first, stub, clock } = await stage([refused('IllegalRefreshToken')]);
    clock.now += DAY + 1;
    for (let times = 0; times < 5; times += 1) {
      expect(await first.keeper.current()).toMatchObject({ ok: false, failure: { code: 'access_token_needed' } });
    }
    expect(stub.received).toHaveLength(1);
    expect(first.alerts).toHaveLength(1);
    expect(await first.keeper.state()).toMatchObject({
      failure: { message: expect.stringContaining('refresh token') },
    });
    await first.keeper.save({ ...token, accessToken: 'access-9', accessExpiresAt: clock.now + DAY });
    expect(await first.keeper.current()).toEqual({ ok: true, value: 'access-9' });
    expect(await first.keeper.state()).toMatchObject({ failure: undefined });
  });

  it('for the moment leaves the old token, and is tried again after a while', async () => {
    const { first, stub, clock } = await stage([refused('Reach Limit'), fresh(2)]);
    clock.now += 0.8 * DAY;
    expect(await first.keeper.refreshIfDue()).toMatchObject({ ok: false, failure: { code: 'gateway_busy' } });
    await first.keeper.refreshIfDue();
    expect(stub.received).toHaveLength(1);
    expect(await first.keeper.current()).toEqual({ ok: true, value: 'access-1' });
    clock.now += 2 * 60_000;
    await first.keeper.refreshIfDue();
    expect(await first.keeper.current()).toEqual({ ok: true, value: 'access-2' });
  });

  it('in one instance ends the waiting of the others', async () => {
    const { instances, stub, clock } = await stage([refused('IllegalRefreshToken')], 3);
    clock.now += DAY + 1;
    const answers = await Promise.all(instances.map(({ keeper }) => keeper.current()));
    expect(answers).toMatchObject(instances.map(() => ({ ok: false, failure: { code: 'access_token_needed' } })));
    expect(stub.received).toHaveLength(1);
  });
});

describe('several instances', () => {
  it('take over from one that died while it refreshed', async () => {
    const { first, stub, store, clock } = await stage([fresh(2)]);
    clock.now += DAY + 1;
    expect(await store.lease('500000', 1, clock.now, clock.now + 40_000)).toBe(true);
    clock.now += 40_001;
    expect(await first.keeper.current()).toEqual({ ok: true, value: 'access-2' });
    expect(stub.received).toHaveLength(1);
  });

  it('never put an older token in the place of a newer one', async () => {
    const { first, store, clock } = await stage([fresh(2)]);
    clock.now += DAY + 1;
    await first.keeper.current();
    const sealed = { sealed: 'late', issuedAt: clock.now, accessExpiresAt: 0, refreshExpiresAt: undefined };
    expect(await store.replace('500000', 1, sealed)).toBe(false);
    expect(await first.keeper.current()).toEqual({ ok: true, value: 'access-2' });
  });
});

it('without an account says how to authorise one', async () => {
  const { store } = await stage([]);
  const sandbox = await startSandbox();
  onTestFinished(sandbox.close);
  const other = gatewayTo(sandbox.origin, { appKey: '600000' }).gateway;
  const vault = createVault(keyFile('/nowhere/key'), other.appKey);
  const parts = { store, vault, gateway: other, random: () => 0, wait: vi.fn(), alert: vi.fn() };
  const keeper = createTokenKeeper(parts);
  expect(await keeper.current()).toEqual(
    failed('access_token_needed', { hint: 'Run "npx waybill authorize" on the backend and open its link.' }),
  );
  expect(await keeper.state()).toBeUndefined();
});
