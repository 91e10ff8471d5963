import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { failed } from '../../../lib/contract/outcome.ts';
import type { Call } from '../../../server/aliexpress/attempt.ts';
import { gatewayTo, replyOf, startRouted, startStub } from './stub.ts';

const API = 'aliexpress.affiliate.category.get';
const call: Call<{ n: number }> = {
  api: API,
  params: { b: 'x y+z', a: 'é', none: '' },
  reply: z.object({ n: z.number() }),
};
const good = replyOf(API, { n: 1 });
const SECRET = 'a-very-secret-secret';

describe('one call', () => {
  it('sends a form to /sync whose sign covers exactly what is sent', async () => {
    const { origin, received } = await startStub(good);
    const { gateway } = gatewayTo(origin, { now: () => 1_700_000_000_000 });
    expect(await gateway.call(call)).toEqual({ ok: true, value: { n: 1 } });
    const [{ url, contentType, form } = { url: '', contentType: '', form: {} }] = received;
    expect(url).toBe('/sync');
    expect(contentType).toContain('application/x-www-form-urlencoded');
    const { sign, ...signed } = form as Record<string, string>;
    expect(signed).toEqual({
      a: 'é',
      app_key: '500000',
      b: 'x y+z',
      method: API,
      sign_method: 'sha256',
      timestamp: '1700000000000',
    });
    const base = Object.keys(signed)
      .sort()
      .map((name) => name + signed[name])
      .join('');
    expect(sign).toBe(createHmac('sha256', SECRET).update(base).digest('hex').toUpperCase());
  });

  it('sends a system call to /rest and signs its path without /rest', async () => {
    const { origin, received } = await startStub({ json: { code: '0', access_token: 't', request_id: '1' } });
    const { gateway } = gatewayTo(origin);
    const reply = z.object({ access_token: z.string() });
    const outcome = await gateway.call({ api: '/auth/token/create', params: { code: 'c' }, reply });
    expect(outcome).toEqual({ ok: true, value: { access_token: 't' } });
    const { sign, ...signed } = received[0]?.form ?? {};
    expect(received[0]?.url).toBe('/rest/auth/token/create');
    expect(signed).not.toHaveProperty('method');
    const base = Object.keys(signed)
      .sort()
      .map((name) => name + signed[name])
      .join('');
    const expected = createHmac('sha256', SECRET).update(`/auth/token/create${base}`).digest('hex').toUpperCase();
    expect(sign).toBe(expected);
  });

  it.each([
    ['a number', 200],
    ['text', '200'],
  ])('takes resp_code as %s', async (_what, respCode) => {
    const { origin } = await startStub(replyOf(API, { n: 2 }, respCode));
    expect(await gatewayTo(origin).gateway.call(call)).toEqual({ ok: true, value: { n: 2 } });
  });

  it('reads a simplified reply without its outer name', async () => {
    const { origin } = await startStub({ json: { resp_result: { resp_code: '200', result: { n: 3 } }, code: '0' } });
    expect(await gatewayTo(origin).gateway.call(call)).toEqual({ ok: true, value: { n: 3 } });
  });

  it('takes "the result is empty" for an answer', async () => {
    const { origin } = await startStub(replyOf(API, undefined, 405));
    expect(await gatewayTo(origin).gateway.call({ ...call, empty: { n: 0 } })).toEqual({ ok: true, value: { n: 0 } });
  });

  it('finds the error in a reply with HTTP status 200, and keeps its request id', async () => {
    const error = { type: 'ISV', code: 'IncompleteSignature', msg: 'The request signature ...', request_id: '21' };
    const { origin, received } = await startStub({ json: { error_response: error } });
    const outcome = await gatewayTo(origin).gateway.call(call);
    expect(outcome).toMatchObject({
      ok: false,
      failure: { code: 'signature_rejected', requestId: '21', gatewayCode: 'IncompleteSignature' },
    });
    expect(received).toHaveLength(1);
  });

  it('reads the error envelope of /rest', async () => {
    const { origin } = await startStub({ json: { type: 'ISV', code: 'InvalidCode', message: 'x', request_id: '22' } });
    const outcome = await gatewayTo(origin).gateway.call({ ...call, api: '/auth/token/create' });
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'access_token_needed', requestId: '22' } });
  });

  it('accepts an answer with any HTTP status if it is one', async () => {
    const { origin } = await startStub({ ...good, status: 500 });
    expect(await gatewayTo(origin).gateway.call(call)).toEqual({ ok: true, value: { n: 1 } });
  });

  it('names the place that cannot be read and logs the reply without secrets', async () => {
    const { origin } = await startStub(
      replyOf(API, { n: 'one', note: `${SECRET} sign=ABCDEF&x=1`, access_token: 'tok' }),
    );
    const { gateway, events } = gatewayTo(origin);
    const outcome = await gateway.call(call);
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'gateway_unreadable' } });
    expect(outcome.ok ? '' : outcome.failure.message).toContain('result.n: expected number');
    const unreadable = events.find(({ event }) => event === 'unreadable');
    expect(unreadable).toMatchObject({ place: 'result.n: expected number', requestId: '0ba2887315178178017221014' });
    expect(JSON.stringify(events)).not.toMatch(/a-very-secret|ABCDEF|"tok|tok\b/);
  });

  it('gives up on a web page instead of JSON', async () => {
    const { origin } = await startStub({ text: '<html>punish</html>', headers: { 'content-type': 'text/html' } });
    const outcome = await gatewayTo(origin).gateway.call(call);
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'gateway_unreadable' } });
  });

  it('reads no more than the size cap', async () => {
    const { origin } = await startStub({ ...good, text: JSON.stringify({ ...good.json, padding: 'x'.repeat(5_000) }) });
    const outcome = await gatewayTo(origin, { limits: { maxReplyBytes: 1_000 } }).gateway.call(call);
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'gateway_unreadable', gatewayCode: 'too-large' } });
  });

  it('says nothing secret even if AliExpress repeats the request in its error', async () => {
    const { origin } = await startRouted(({ form }) => ({
      json: {
        error_response: {
          code: 'Weird',
          msg: `sign ${form.sign} token ${form.access_token} secret ${SECRET}`,
          sub_msg: `sign=${form.sign}`,
        },
      },
    }));
    const { gateway, events } = gatewayTo(origin);
    const outcome = await gateway.call({ ...call, accessToken: '50000701-canary' });
    expect(outcome.ok ? '' : outcome.failure.hint).toContain('[scrubbed]');
    expect(JSON.stringify([outcome, events])).not.toMatch(/[0-9A-F]{64}|canary|very-secret/);
  });

  it('keeps its connection open between calls', async () => {
    const { origin, connections } = await startStub(good);
    const { gateway } = gatewayTo(origin);
    for (let calls = 0; calls < 5; calls++) await gateway.call(call);
    expect(connections()).toBe(1);
  });

  it('does not follow redirects', async () => {
    const { origin, received } = await startStub({ text: '', status: 302, headers: { location: '/elsewhere' } }, good);
    const outcome = await gatewayTo(origin, { limits: { budgetMs: 0 } }).gateway.call(call);
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'gateway_unavailable' } });
    expect(received.map(({ url }) => url)).toEqual(['/sync']);
  });

  it('ends when the backend stops', async () => {
    const { origin } = await startStub({ hang: true });
    const stop = new AbortController();
    const { gateway } = gatewayTo(origin, { signal: stop.signal });
    const outcome = gateway.call(call);
    setTimeout(() => stop.abort(), 50);
    expect(await outcome).toMatchObject({
      ok: false,
      failure: { code: 'gateway_unavailable', gatewayCode: 'stopped' },
    });
  });
});

describe('repetitions', () => {
  const busy = { json: { error_response: { code: 'ApiCallLimit', msg: 'this ban will last 0 seconds', type: 'ISV' } } };
  const down = { json: { error_response: { code: 'ServiceUnavailable', msg: 'x', type: 'ISP' } } };

  it('waits for the end of a ban and then succeeds', async () => {
    const { origin, received } = await startStub(busy, busy, good);
    const { gateway, events } = gatewayTo(origin, { limits: { banMarginMs: 30 } });
    const startedAt = Date.now();
    expect(await gateway.call(call)).toEqual({ ok: true, value: { n: 1 } });
    expect(received).toHaveLength(3);
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(55);
    expect(events.map((event) => (event.event === 'call' ? event.retryInMs : undefined))).toEqual([30, 30, undefined]);
  });

  it('reserves every call, repetitions included, and stops when the quota does', async () => {
    const { origin, received } = await startStub(down);
    let left = 2;
    const reserve = async () => (left-- > 0 ? { ok: true as const, value: undefined } : failed('quota_exhausted'));
    const outcome = await gatewayTo(origin, { reserve }).gateway.call(call);
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'quota_exhausted' } });
    expect(received).toHaveLength(2);
  });

  it('gives up after three repetitions of a service that is down', async () => {
    const { origin, received } = await startStub(down);
    const outcome = await gatewayTo(origin).gateway.call(call);
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'gateway_unavailable', retryable: true } });
    expect(received).toHaveLength(4);
  });

  it('lets a failing method rest, and only that one', async () => {
    const other = 'aliexpress.affiliate.link.generate';
    const { origin, received } = await startStub(down, down, down, down, down, replyOf(other, { n: 9 }));
    const { gateway } = gatewayTo(origin);
    await gateway.call(call);
    expect(await gateway.call(call)).toMatchObject({ ok: false, failure: { gatewayCode: 'resting' } });
    expect(received).toHaveLength(5);
    expect(await gateway.call({ ...call, api: other })).toEqual({ ok: true, value: { n: 9 } });
  });

  it('does not repeat what must not happen twice', async () => {
    const { origin, received } = await startStub(down);
    await gatewayTo(origin).gateway.call({ ...call, repeatable: false });
    expect(received).toHaveLength(1);
  });

  it('makes calls of one app key one after the other', async () => {
    const { origin, received } = await startStub(good);
    const { gateway } = gatewayTo(origin, { limits: { methodGapMs: 40 } });
    const startedAt = Date.now();
    const outcomes = await Promise.all([
      gateway.call(call),
      gateway.call({ ...call, api: 'aliexpress.affiliate.link.generate' }),
    ]);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, false]);
    expect(received.map(({ form }) => form.method)).toEqual([API, 'aliexpress.affiliate.link.generate']);
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(39);
  });

  it('tells callers to come back when the line is too long', async () => {
    const { origin } = await startStub({ hang: true });
    const { gateway } = gatewayTo(origin, { limits: { timeoutMs: 100, longestWaitMs: 20, budgetMs: 0 } });
    const [, second] = await Promise.all([gateway.call(call), gateway.call(call)]);
    expect(second).toMatchObject({ ok: false, failure: { code: 'gateway_busy', retryable: true } });
  });
});

describe('a wrong clock', () => {
  const THREE_HOURS = 3 * 3_600_000;
  const refused = { json: { error_response: { code: 'IllegalTimestamp', msg: 'x', type: 'ISV', request_id: '9' } } };

  it('is corrected from the reply, once, and stays corrected', async () => {
    const { origin, received } = await startStub(refused, good, good);
    const { gateway, events } = gatewayTo(origin, { now: () => Date.now() - THREE_HOURS });
    expect(await gateway.call(call)).toEqual({ ok: true, value: { n: 1 } });
    expect(await gateway.call(call)).toEqual({ ok: true, value: { n: 1 } });
    const offsets = received.map(({ form }) => Math.round((Number(form.timestamp) - Date.now()) / 60_000));
    expect(offsets.map(Math.abs)).toEqual([180, 0, 0]);
    expect(events.filter(({ event }) => event === 'clock-corrected')).toHaveLength(1);
  });

  it('is named in words when AliExpress still refuses', async () => {
    const { origin, received } = await startStub(refused);
    const { gateway } = gatewayTo(origin, { now: () => Date.now() - THREE_HOURS });
    const outcome = await gateway.call(call);
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'clock_skew' } });
    expect(outcome.ok ? '' : outcome.failure.message).toContain('3 hours behind');
    expect(received).toHaveLength(2);
  });
});
