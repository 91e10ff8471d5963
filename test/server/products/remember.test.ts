import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Outcome } from '../../../lib/contract/outcome.ts';
import { done, failed } from '../../../lib/contract/outcome.ts';
import { remember } from '../../../server/products/remember.ts';

const FRESH = 1_000;
const STALE = 5_000;

let now: number;
let answers: Outcome<string>[];
const ask = vi.fn(async (_question: string): Promise<Outcome<string>> => answers.shift() ?? failed('internal'));

beforeEach(() => {
  now = 1_000_000;
  answers = [];
  ask.mockClear();
});

const memory = (maxEntries = 10) =>
  remember(ask, { keyOf: (question) => question, freshMs: FRESH, staleMs: STALE, maxEntries, now: () => now });

describe('what AliExpress said', () => {
  it('is given again while it is fresh', async () => {
    answers = [done('first'), done('second')];
    const find = memory();
    expect(await find('a')).toEqual(done('first'));
    now += FRESH;
    expect(await find('a')).toEqual(done('first'));
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('is asked for once, however many want it at a time', async () => {
    answers = [done('first')];
    const find = memory();
    expect(await Promise.all([find('a'), find('a'), find('a')])).toEqual([done('first'), done('first'), done('first')]);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('is given once it is stale, while one refresh runs', async () => {
    answers = [done('old'), done('new')];
    const find = memory();
    await find('a');
    now += FRESH + 1;
    expect(await Promise.all([find('a'), find('a')])).toEqual([done('old'), done('old')]);
    expect(ask).toHaveBeenCalledTimes(2);
    expect(await find('a')).toEqual(done('new'));
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('is not given any more when it is too old', async () => {
    answers = [done('old'), done('new')];
    const find = memory();
    await find('a');
    now += FRESH + STALE;
    expect(await find('a')).toEqual(done('new'));
  });

  it('stays when a refresh fails', async () => {
    answers = [done('old'), failed('gateway_unavailable'), done('new')];
    const find = memory();
    await find('a');
    now += FRESH + 1;
    expect(await find('a')).toEqual(done('old'));
    expect(await find('a')).toEqual(done('old'));
    await vi.waitFor(async () => expect(await find('a')).toEqual(done('new')));
    expect(ask).toHaveBeenCalledTimes(3);
  });
});

describe('a failure', () => {
  it('of the moment is not remembered', async () => {
    answers = [failed('gateway_busy'), done('now')];
    const find = memory();
    expect(await find('a')).toEqual(failed('gateway_busy'));
    expect(await find('a')).toEqual(done('now'));
  });

  it('that is about the product is remembered', async () => {
    answers = [failed('not_in_programme'), done('now')];
    const find = memory();
    await find('a');
    expect(await find('a')).toEqual(failed('not_in_programme'));
    expect(ask).toHaveBeenCalledTimes(1);
  });
});

it('answers also those whose entry was pushed out while they waited', async () => {
  answers = [done('a'), done('b'), done('c')];
  const find = memory(1);
  expect(await Promise.all([find('a'), find('b'), find('c')])).toEqual([done('a'), done('b'), done('c')]);
});
