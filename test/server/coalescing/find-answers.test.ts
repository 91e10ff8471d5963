import { beforeEach, describe, expect, it, vi } from 'vitest';
import { failure } from '../../../lib/contract/failure.ts';
import type { Outcome } from '../../../lib/contract/outcome.ts';
import { done, failed } from '../../../lib/contract/outcome.ts';
import type { Answer, AskMany } from '../../../server/coalescing/answer.ts';
import type { FindAnswers, Layer } from '../../../server/coalescing/find-answers.ts';
import { createFinder } from '../../../server/coalescing/find-answers.ts';
import { LEASE } from '../../../server/coalescing/shared-flight.ts';
import type { Store } from '../../../server/store/store.ts';
import { memoryStore } from '../access/memory-store.ts';

type Find = FindAnswers<string, string>;
type Found = Map<string, Outcome<Answer<string>>>;

const CALL = 20;
const life = { valid: 60_000, stale: 0, nothing: 1000 };

let clock = 0;
const now = () => Date.now() + clock;
let store: Store;
let calls: string[][];
let counted: Record<Layer, number>;

beforeEach(async () => {
  clock = 0;
  store = await memoryStore();
  calls = [];
  counted = { memory: 0, joined: 0, store: 0, gateway: 0 };
});

/** Answers every item with its name and the number of the call. */
const ask: AskMany<string, string> = async (items) => {
  const call = calls.push([...items]);
  await new Promise((resolve) => setTimeout(resolve, CALL));
  return done(new Map(items.map((item) => [item, done(`${item}${call}`)])));
};

function instance(owner: string, change: Partial<Parameters<typeof createFinder<string, string>>[0]> = {}): Find {
  return createFinder<string, string>({
    kind: 'test',
    groupKey: (group) => group,
    ask,
    size: 50,
    window: () => 5,
    store: store.answers,
    owner,
    parse: (text) => String(JSON.parse(text)),
    life,
    remembered: 1000,
    now,
    count: (layer, items) => {
      counted[layer] += items;
    },
    ...change,
  });
}

function values(found: Found): Record<string, string> {
  return Object.fromEntries(
    [...found].map(([item, outcome]) => [
      item,
      outcome.ok ? `${outcome.value.value} ${outcome.value.from}` : outcome.failure.code,
    ]),
  );
}

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `i${n}`);
}

describe('one instance', () => {
  it('asks once however many ask at a time, and then remembers', async () => {
    const find = instance('one');
    const found = await Promise.all(Array.from({ length: 20 }, () => find(['a', 'b', 'a'], 'g')));
    for (const each of found) expect(values(each)).toEqual({ a: 'a1 gateway', b: 'b1 gateway' });
    expect(values(await find(['b', 'a'], 'g'))).toEqual({ b: 'b1 cache', a: 'a1 cache' });
    expect(calls).toEqual([['a', 'b']]);
    expect(counted).toEqual({ memory: 2, joined: 38, store: 0, gateway: 2 });
  });

  it('shares a call among requests that come close together', async () => {
    const find = instance('one');
    await Promise.all(numbered(120).map((item) => find([item], 'g')));
    expect(calls.map((call) => call.length)).toEqual([50, 50, 20]);
  });

  it('never mixes groups', async () => {
    const find = instance('one');
    const [one, two] = await Promise.all([find(['a'], 'g'), find(['a'], 'h')]);
    expect([values(one), values(two)]).toEqual([{ a: 'a1 gateway' }, { a: 'a2 gateway' }]);
  });

  it('asks again when the answer has ended or a fresh one is wanted, but not twice at a time', async () => {
    const find = instance('one');
    await find(['a'], 'g');
    const fresh = await Promise.all([find(['a'], 'g', { fresh: true }), find(['a'], 'g', { fresh: true })]);
    expect(fresh.map(values)).toEqual([{ a: 'a2 gateway' }, { a: 'a2 gateway' }]);
    expect(values(await find(['a'], 'g'))).toEqual({ a: 'a2 cache' });
    clock = life.valid;
    expect(values(await find(['a'], 'g'))).toEqual({ a: 'a3 gateway' });
  });

  it('finds what it knew before a restart', async () => {
    await instance('before')(['a'], 'g');
    expect(values(await instance('after')(['a'], 'g'))).toEqual({ a: 'a1 cache' });
    expect(counted).toMatchObject({ store: 1, gateway: 1 });
  });

  it('believes for a while that there is nothing, but not that a call failed', async () => {
    const answers = [done(new Map([['a', failed('not_in_programme')]])), failed('gateway_busy')];
    const refusing: AskMany<string, string> = async (items) => {
      calls.push([...items]);
      return answers[calls.length - 1] ?? failed('internal');
    };
    const find = instance('one', { ask: refusing });
    expect(values(await find(['a'], 'g'))).toEqual({ a: 'not_in_programme' });
    expect(values(await find(['a'], 'g'))).toEqual({ a: 'not_in_programme' });
    expect(calls).toHaveLength(1);
    expect(values(await find(['b'], 'g'))).toEqual({ b: 'gateway_busy' });
    expect(values(await find(['b'], 'g'))).toEqual({ b: 'internal' });
    clock = life.nothing;
    await find(['a'], 'g');
    expect(calls).toHaveLength(4);
  });

  it('keeps a good answer when a fresh one cannot be had', async () => {
    const find = instance('one', {
      ask: (items, ...rest) => (calls.length > 0 ? Promise.resolve(failed('gateway_busy')) : ask(items, ...rest)),
    });
    await find(['a'], 'g');
    expect(values(await find(['a'], 'g', { fresh: true }))).toEqual({ a: 'gateway_busy' });
    expect(values(await instance('two')(['a'], 'g'))).toEqual({ a: 'a1 cache' });
  });

  it('gives a stale answer at once and asks again behind it', async () => {
    const find = instance('one', { life: { ...life, stale: 60_000 } });
    await find(['a'], 'g');
    clock = life.valid + 1;
    expect(values(await find(['a'], 'g'))).toEqual({ a: 'a1 cache' });
    expect(values(await find(['a'], 'g'))).toEqual({ a: 'a1 cache' });
    await vi.waitFor(async () => expect(values(await find(['a'], 'g'))).toEqual({ a: 'a2 cache' }));
    expect(calls).toHaveLength(2);
  });

  it('says so when the store fails, and works again when the store does', async () => {
    const find = instance('one');
    const read = vi.spyOn(store.answers, 'read').mockRejectedValueOnce(new Error('no disk'));
    await expect(find(['a'], 'g')).rejects.toThrow('no disk');
    const claim = vi.spyOn(store.answers, 'claim').mockRejectedValueOnce(new Error('no disk'));
    await expect(find(['a'], 'g')).rejects.toThrow('no disk');
    const settle = vi.spyOn(store.answers, 'settle').mockRejectedValueOnce(new Error('no disk'));
    await expect(find(['a'], 'g')).rejects.toThrow('no disk');
    for (const spy of [read, claim, settle]) spy.mockRestore();
    clock = LEASE;
    expect(values(await find(['a'], 'g'))).toEqual({ a: 'a2 gateway' });
  });
});

describe('instances on one store', () => {
  it('never send the same value twice, and share every answer', async () => {
    const instances = ['one', 'two', 'three'].map((owner) => instance(owner));
    const items = numbered(100);
    const found = await Promise.all(
      instances.flatMap((find) => [find(items, 'g'), find(items.toReversed(), 'g'), find(items.slice(50), 'g')]),
    );
    expect(calls.flat()).toHaveLength(items.length);
    expect(new Set(calls.flat())).toEqual(new Set(items));
    const answers = found.flatMap((each) => Object.values(values(each)).map((text) => text.split(' ')[0]));
    expect(new Set(answers).size).toBe(items.length);
  });

  it('share a failure of the call too, instead of trying it one after the other', async () => {
    const failing: AskMany<string, string> = async (items) => {
      calls.push([...items]);
      await new Promise((resolve) => setTimeout(resolve, CALL));
      return failed('gateway_unavailable');
    };
    const found = await Promise.all(['one', 'two'].map((owner) => instance(owner, { ask: failing })(['a'], 'g')));
    expect(found.map(values)).toEqual([{ a: 'gateway_unavailable' }, { a: 'gateway_unavailable' }]);
    expect(calls).toEqual([['a']]);
  });

  it('take over from one that died, once its lease has ended', async () => {
    const dead = instance('dead', { ask: () => new Promise(() => undefined) });
    const orphan = dead(['a'], 'g');
    orphan.catch(() => undefined);
    const claim = vi.spyOn(store.answers, 'claim');
    await vi.waitFor(() => expect(claim).toHaveBeenCalled());
    const found = instance('alive')(['a'], 'g');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(calls).toEqual([]);
    clock = LEASE;
    expect(values(await found)).toEqual({ a: 'a1 gateway' });
  });

  it('wait for one that is slow, as long as it holds its claim', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const slow: AskMany<string, string> = async (items) => {
      calls.push([...items]);
      await new Promise((resolve) => setTimeout(resolve, 3 * LEASE));
      return done(new Map(items.map((item) => [item, done(`${item} late`)])));
    };
    const first = instance('slow', { ask: slow })(['a'], 'g');
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    const second = instance('two')(['a'], 'g');
    await vi.advanceTimersByTimeAsync(3 * LEASE);
    expect((await Promise.all([first, second])).map(values)).toEqual([
      { a: 'a late gateway' },
      { a: 'a late gateway' },
    ]);
    expect(calls).toHaveLength(1);
    vi.useRealTimers();
  });

  it('do not let one that lost its claim overwrite the answer of the one that took over', async () => {
    const { answers } = store;
    const claim = { now: 1000, leaseUntil: 2000, freshSince: undefined };
    expect(await answers.claim(['k'], { ...claim, owner: 'old' })).toEqual(new Set(['k']));
    expect(await answers.claim(['k'], { ...claim, owner: 'new' })).toEqual(new Set());
    expect(await answers.claim(['k'], { ...claim, owner: 'new', now: 2000, leaseUntil: 3000 })).toEqual(new Set(['k']));
    await answers.settle('new', [{ key: 'k', at: 2500, value: '"new"', expiresAt: 9000 }]);
    await answers.settle('old', [{ key: 'k', at: 2600, value: '"old"', expiresAt: 9000 }]);
    await answers.settle('old', [{ key: 'k', at: 2600, failure: failure('gateway_busy') }]);
    expect((await answers.read(['k'])).get('k')).toMatchObject({ value: '"new"', failure: undefined });
  });
});
