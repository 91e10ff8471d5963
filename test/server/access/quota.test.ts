import { describe, expect, it } from 'vitest';
import { createQuota, gatewayDay } from '../../../server/access/quota.ts';
import { memoryStore } from './memory-store.ts';

describe('the day of the gateway', () => {
  it.each([
    ['2026-11-22T15:59:59.999Z', '2026-11-22', '2026-11-22T16:00:00.000Z'],
    ['2026-11-22T16:00:00.000Z', '2026-11-23', '2026-11-23T16:00:00.000Z'],
    ['2026-12-31T20:00:00.000Z', '2027-01-01', '2027-01-01T16:00:00.000Z'],
  ])('at %s is %s and ends at %s', (at, day, endsAt) => {
    expect(gatewayDay(Date.parse(at))).toEqual({ day, endsAt: Date.parse(endsAt) });
  });
});

describe('the quota', () => {
  it('refuses the call after the last and names the reset', async () => {
    let now = Date.parse('2026-11-22T15:00:00Z');
    const quota = createQuota((await memoryStore()).quota, '500000', 2, () => now);
    expect([await quota.reserve(), await quota.reserve()]).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await quota.state()).toEqual({ used: 2, limit: 2, resetsAt: '2026-11-22T16:00:00.000Z' });
    expect(await quota.reserve()).toMatchObject({
      ok: false,
      failure: { code: 'quota_exhausted', message: expect.stringContaining('2026-11-22T16:00:00.000Z') },
    });
    now += 3_600_000;
    expect((await quota.reserve()).ok).toBe(true);
    expect((await quota.state()).used).toBe(1);
  });
});
