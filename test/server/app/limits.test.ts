import { describe, expect, it } from 'vitest';
import { testApp } from './test-app.ts';

const wrong = 'wb_0000000000000000000000000000000000000000000';

describe('too many requests', () => {
  it('of one token are answered with 429 and when to come back, and leave others alone', async () => {
    const test = await testApp({ rateLimit: 3 });
    const [anna, ben] = [await test.token('anna'), await test.token('ben')];
    for (let n = 0; n < 3; n += 1) expect((await test.get('/v1/me', anna)).status).toBe(200);
    const refused = await test.get('/v1/me', anna);
    expect(refused.status).toBe(429);
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(await refused.json()).toMatchObject({ code: 'rate_limited', hint: `Try again in ${wait} seconds.` });
    expect((await test.get('/v1/me', ben)).status).toBe(200);
  });

  it('with wrong tokens are stopped by address', async () => {
    const test = await testApp();
    const statuses = [];
    for (let n = 0; n < 40; n += 1) statuses.push((await test.get('/v1/me', wrong)).status);
    expect(statuses.slice(0, 30)).toEqual(Array(30).fill(401));
    expect(statuses.slice(30)).toEqual(Array(10).fill(429));
    expect((await test.get('/v1/me', await test.token('anna'))).status).toBe(200);
  });

  it('with wrong pairing codes are stopped by address, and a right code then has to wait', async () => {
    const test = await testApp();
    const code = await test.services.pairings.open(null, { trackingIds: null, isOwner: false });
    const tries = await Promise.all(Array.from({ length: 8 }, () => test.post('/v1/pairings', { code: 'ZZZZZZZZ' })));
    expect(tries.map((answer) => answer.status).toSorted()).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    expect((await test.post('/v1/pairings', { code })).status).toBe(429);
  });

  it('do not come from pairing with right codes', async () => {
    const test = await testApp();
    for (let n = 0; n < 8; n += 1) {
      const code = await test.services.pairings.open(null, { trackingIds: null, isOwner: false });
      expect((await test.post('/v1/pairings', { code })).status).toBe(200);
    }
  });
});

describe('metrics', () => {
  it('count requests by route, answers by where they were found, and the quota', async () => {
    const test = await testApp();
    const token = await test.token('anna');
    await test.services.quota.reserve();
    await test.get('/v1/me', token);
    await test.get('/v1/nothing', token);
    await test.get('/v1/me');
    const text = await (await test.get('/metrics', token)).text();
    expect(text).toContain('waybill_request_seconds_count{route="/v1/me",method="GET",status="200"} 1');
    expect(text).toContain('waybill_request_seconds_count{route="/v1/me",method="GET",status="401"} 1');
    expect(text).toContain('waybill_quota_used_calls 1');
    expect(text).toContain('waybill_quota_limit_calls 100');
    expect(text).not.toContain('nothing');
  });
});
