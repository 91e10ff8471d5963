import { describe, expect, it } from 'vitest';
import { createQuota, gatewayDay } from '../../../server/access/quota.ts';
import { withPurpose } from '../../../server/coalescing/purpose.ts';
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
  it('refuses the call after the last and says when there are more', async () => {
    let now = Date.parse('2026-11-22T15:00:00Z');
    const quota = createQuota((await memoryStore()).quota, '500000', 2, () => now);
    expect([await quota.reserve(), await quota.reserve()]).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await quota.state()).toEqual({ used: 2, limit: 2, resetsAt: '2026-11-22T16:00:00.000Z' });
    expect(await quota.reserve()).toMatchObject({
      ok: false,
      failure: {
        code: 'quota_exhausted',
        message: 'The 2 calls that may be spent today are used up.',
        hint: expect.stringMatching(/^They come back on 22 November at 16:00 UTC\. /),
        retryAt: '2026-11-22T16:00:00.000Z',
      },
    });
    now += 3_600_000;
    expect((await quota.reserve()).ok).toBe(true);
    expect((await quota.state()).used).toBe(1);
  });

  it('speaks of one call as of one', async () => {
    const quota = createQuota((await memoryStore()).quota, '500000', 1, () => Date.parse('2026-12-31T20:00:00Z'));
    await quota.reserve();
    expect(await quota.reserve()).toMatchObject({
      failure: {
        message: 'The one call that may be spent today is used up.',
        hint: expect.stringMatching(/^It comes back on 1 January at 16:00 UTC\. /),
      },
    });
  });

  it('says that only the background has to wait', async () => {
    const quota = createQuota((await memoryStore()).quota, '500000', 5, Date.now);
    const background = () => withPurpose({ urgency: 'background', requestIds: [] }, quota.reserve);
    for (let n = 0; n < 4; n += 1) expect((await background()).ok).toBe(true);
    expect(await background()).toMatchObject({
      failure: { message: 'The 4 calls that may be spent in the background today are used up.' },
    });
    expect((await quota.reserve()).ok).toBe(true);
  });
});
