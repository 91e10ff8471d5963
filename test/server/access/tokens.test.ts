import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Tokens } from '../../../server/access/tokens.ts';
import { createTokens } from '../../../server/access/tokens.ts';
import type { Store } from '../../../server/store/store.ts';
import { memoryStore } from './memory-store.ts';

const rights = { trackingIds: null, isOwner: false };
let now = 1_000_000;
let store: Store;
let tokens: Tokens;

beforeEach(async () => {
  store = await memoryStore();
  tokens = createTokens(store.access, () => now);
});

async function create(name: string): Promise<string> {
  const created = await tokens.create(name, rights);
  if (created === undefined) throw new Error('the name is taken');
  return created.token;
}

describe('tokens', () => {
  it('are long, random and marked', async () => {
    const [one, two] = [await create('a'), await create('b')];
    expect(one).toMatch(/^wb_[\w-]{43}$/);
    expect(one).not.toBe(two);
  });

  it('are stored as a hash only', async () => {
    const add = vi.spyOn(store.access, 'add');
    const token = await create('anna');
    expect(JSON.stringify(add.mock.calls)).not.toContain(token.slice(3));
  });

  it('tell who brings them', async () => {
    const token = await create('anna');
    expect(await tokens.authenticate(token)).toMatchObject({ name: 'anna' });
    expect(await tokens.authenticate(`${token}x`)).toBeUndefined();
    expect(await tokens.authenticate('')).toBeUndefined();
  });

  it('ask the store once a second, not once a request', async () => {
    const token = await create('anna');
    const byTokenHash = vi.spyOn(store.access, 'byTokenHash');
    for (let request = 0; request < 10; request += 1) await tokens.authenticate(token);
    expect(byTokenHash).toHaveBeenCalledTimes(1);
    now += 1_000;
    await tokens.authenticate(token);
    expect(byTokenHash).toHaveBeenCalledTimes(2);
  });

  it('end at once when they are revoked here, and within a second when another process does it', async () => {
    const [here, there] = [await create('here'), await create('there')];
    await Promise.all([tokens.authenticate(here), tokens.authenticate(there)]);
    expect(await tokens.revoke('here')).toBe(true);
    expect(await tokens.authenticate(here)).toBeUndefined();
    await tokens.authenticate(there);
    await createTokens(store.access, () => now).revoke('there');
    now += 1_000;
    expect(await tokens.authenticate(there)).toBeUndefined();
  });

  it('note their last use, at most once a minute', async () => {
    const token = await create('anna');
    const touch = vi.spyOn(store.access, 'touch');
    await tokens.authenticate(token);
    now += 59_999;
    await tokens.authenticate(token);
    expect(touch).toHaveBeenCalledTimes(1);
    now += 1;
    await tokens.authenticate(token);
    expect((await tokens.list())[0]?.lastUsedAt).toBe(now);
  });

  it('keep names apart', async () => {
    await create('browser');
    expect(await tokens.create('browser', rights)).toBeUndefined();
    expect((await tokens.createUnder('browser', rights)).access.name).toBe('browser 2');
    expect((await tokens.createUnder('browser', rights)).access.name).toBe('browser 3');
  });
});
