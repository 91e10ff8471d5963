import { describe, expect, it } from 'vitest';
import { Problem } from '../../../lib/contract/problem.ts';
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

  it('are told apart from a request that carries no token', async () => {
    const test = await testApp();
    const hint = async (token?: string) => Problem.parse(await (await test.get('/v1/me', token)).json()).hint;
    expect(await hint()).toContain('Authorization: Bearer');
    expect(await hint(wrong)).toContain('npx waybill pair');
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

describe('a day without calls left', () => {
  it('is answered with the words, the instant and the header that say when there are more', async () => {
    const test = await testApp({ now: () => Date.parse('2026-11-22T12:00:00Z') });
    const token = await test.token('anna');
    const { reserve } = test.services.quota;
    for (let n = 0; n < 100; n += 1) await reserve();
    const refused = await reserve();
    if (refused.ok) throw new Error('this should have failed');
    test.catalogue.ask.products = async () => refused;
    const response = await test.get('/v1/products/1005006338829917', token);
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('Sun, 22 Nov 2026 16:00:00 GMT');
    expect(Problem.parse(await response.json())).toMatchObject({
      code: 'quota_exhausted',
      detail: 'The 100 calls that may be spent today are used up.',
      hint: expect.stringMatching(/^They come back on 22 November at 16:00 UTC\./),
      retryAt: '2026-11-22T16:00:00.000Z',
    });
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
