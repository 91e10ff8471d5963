import { describe, expect, it } from 'vitest';
import { defaultLimits, nextWait } from '../../../server/aliexpress/retry.ts';

const tried = { rule: 'back-off', calls: 1, elapsedMs: 0, repeatable: true } as const;
const half = () => 0.5;

describe('the wait before another call', () => {
  it('doubles its ceiling with each call, and is a random share of it', () => {
    const waits = [1, 2, 3].map((calls) => nextWait({ ...tried, calls }, defaultLimits, half));
    expect(waits).toEqual([200, 400, 800]);
    expect(nextWait(tried, defaultLimits, () => 0)).toBe(0);
    expect(nextWait(tried, defaultLimits, () => 0.999)).toBeLessThan(400);
  });

  it('has a cap', () => {
    expect(nextWait({ ...tried, calls: 3 }, { ...defaultLimits, backOffCapMs: 500 }, half)).toBe(250);
  });

  it('is a ban and a little more', () => {
    expect(nextWait({ ...tried, rule: 'after-ban', banSeconds: 1 }, defaultLimits, half)).toBe(1200);
    expect(nextWait({ ...tried, rule: 'after-ban', banSeconds: 0 }, defaultLimits, half)).toBe(200);
    expect(nextWait({ ...tried, rule: 'after-ban' }, defaultLimits, half)).toBe(1200);
    expect(nextWait({ ...tried, rule: 'after-ban', banSeconds: 6 }, defaultLimits, half)).toBeUndefined();
  });

  it('is none at all after the last call, past the budget, or where a repetition does harm', () => {
    expect(nextWait({ ...tried, calls: 4 }, defaultLimits, half)).toBeUndefined();
    expect(nextWait({ ...tried, elapsedMs: 15_000 }, defaultLimits, half)).toBeUndefined();
    expect(nextWait({ ...tried, repeatable: false }, defaultLimits, half)).toBeUndefined();
    for (const rule of ['never', 'later', 'after-refresh'] as const) {
      expect(nextWait({ ...tried, rule }, defaultLimits, half)).toBeUndefined();
    }
  });

  it('is nothing once the clock is corrected, one time', () => {
    expect(nextWait({ ...tried, rule: 'after-clock' }, defaultLimits, half)).toBe(0);
    expect(nextWait({ ...tried, rule: 'after-clock', calls: 2 }, defaultLimits, half)).toBeUndefined();
  });
});
