import { describe, expect, it } from 'vitest';
import { failure } from '../../../lib/contract/failure.ts';
import { readAwaited, readStored } from '../../../server/coalescing/answer.ts';
import type { StoredAnswer } from '../../../server/store/answers.ts';

const life = { valid: 1000, stale: 500, nothing: 100 };
const none: StoredAnswer = {
  value: undefined,
  madeAt: 0,
  expiresAt: 0,
  failure: undefined,
  failedAt: 0,
  leaseUntil: 0,
};
const value = { ...none, value: '"x"', madeAt: 1000, expiresAt: 2000 };
const outside = { ...none, failure: failure('not_in_programme'), failedAt: 1000 };
const busy = { ...none, failure: failure('gateway_busy'), failedAt: 1000 };

describe('an answer in the store', () => {
  it.each<[what: string, stored: StoredAnswer | undefined, now: number, is: string]>([
    ['that is not there', undefined, 1500, 'missing'],
    ['that is valid', value, 1999, 'value'],
    ['that has just ended', value, 2000, 'stale'],
    ['that ended long ago', value, 2500, 'missing'],
    ['that another instance asks for', { ...none, leaseUntil: 1501 }, 1500, 'claimed'],
    ['whose claim has ended', { ...none, leaseUntil: 1500 }, 1500, 'missing'],
    ['that is valid while it is asked for again', { ...value, leaseUntil: 9999 }, 1500, 'value'],
    ['that is no link, said a moment ago', outside, 1099, 'failure'],
    ['that is no link, said a while ago', outside, 1100, 'missing'],
    ['that was a link and is none now', { ...value, ...outside, value: '"x"', failedAt: 1500 }, 1550, 'failure'],
    ['that failed for a reason that passes', busy, 1000, 'missing'],
    [
      'that is valid, though a later call failed',
      { ...value, ...busy, value: '"x"', failedAt: 1500, madeAt: 1000, expiresAt: 2000 },
      1501,
      'value',
    ],
  ])('%s', (_, stored, now, is) => {
    const reading = readStored(stored, { now, freshSince: undefined, life });
    expect(reading.is === 'value' && reading.stale ? 'stale' : reading.is).toBe(is);
  });

  it.each<[what: string, stored: StoredAnswer, is: string]>([
    ['older than the wish for a fresh one', value, 'missing'],
    ['as old as the wish', { ...value, madeAt: 1500 }, 'missing'],
    ['newer than the wish', { ...value, madeAt: 1501 }, 'value'],
    ['a refusal from before', outside, 'missing'],
    ['stale', { ...value, expiresAt: 1400 }, 'missing'],
  ])('is fresh or not: %s', (_, stored, is) => {
    expect(readStored(stored, { now: 1502, freshSince: 1500, life }).is).toBe(is);
  });
});

describe('an answer that another instance was asked for', () => {
  it.each<[what: string, stored: StoredAnswer | undefined, is: string]>([
    ['is on its way', { ...none, leaseUntil: 2000 }, 'claimed'],
    ['came', { ...value, madeAt: 1500, expiresAt: 2500 }, 'value'],
    ['came before one began to wait', value, 'value'],
    ['failed with its call', { ...busy, failedAt: 1500 }, 'failure'],
    ['failed before one began to wait', busy, 'missing'],
    ['never came: its owner died', { ...none, leaseUntil: 1400 }, 'missing'],
    ['is gone', undefined, 'missing'],
    ['is stale only', { ...value, expiresAt: 1400 }, 'missing'],
  ])('%s', (_, stored, is) => {
    expect(readAwaited(stored, { now: 1600, since: 1200, fresh: false, life }).is).toBe(is);
  });

  it('is not taken from before when a fresh one was wanted', () => {
    expect(readAwaited(value, { now: 1600, since: 1200, fresh: true, life }).is).toBe('missing');
  });
});
