import { describe, expect, it, onTestFinished } from 'vitest';
import * as z from 'zod/mini';
import type { FailureCode } from '../../../lib/contract/failure.ts';
import { failures } from '../../../lib/contract/failure.ts';
import { errorTable } from '../../../server/aliexpress/error-table.ts';
import { banSeconds, linkFailure } from '../../../server/aliexpress/errors.ts';
import type { Fault } from '../../../server/sandbox/index.ts';
import { SANDBOX, startSandbox } from '../../../server/sandbox/index.ts';
import { gatewayTo } from './stub.ts';

const API = 'aliexpress.affiliate.hotproduct.query';

const error = (code: string | number, more: Partial<Extract<Fault, { kind: 'error' }>> = {}): Fault => ({
  kind: 'error',
  code,
  ...more,
});
const resp = (respCode: number): Fault => ({ kind: 'resp-code', respCode });
const missing = (name: string) => ({ message: `The input parameter "${name}" is not supplied` });

/**
 * What goes wrong at the stand-in, the row that answers for it, our code, words of the message or hint, and how many
 * calls are made in all (1: never repeated).
 */
const cases: [id: string, fault: Fault, code: FailureCode, words: RegExp, calls: number][] = [
  ['signature', error('IncompleteSignature'), 'signature_rejected', /app secret .* does not fit/, 1],
  ['signature', error(25), 'signature_rejected', /doctor/, 1],
  ['app-key', error('InvalidAppKey'), 'app_key_rejected', /does not know the app key/, 1],
  ['app-key', error('InvalidAppkey'), 'app_key_rejected', /does not know the app key/, 1],
  ['app-key', error(28), 'app_key_rejected', /does not know the app key/, 1],
  ['app-key', error(29), 'app_key_rejected', /ALIEXPRESS_APP_KEY/, 1],
  [
    'token-missing',
    error('MissingParameter', missing('access_token')),
    'access_token_needed',
    /access token for aliexpress/,
    1,
  ],
  ['token-missing', error(26), 'access_token_needed', /waybill authorize/, 1],
  [
    'parameter-missing',
    error('MissingParameter', missing('keywords')),
    'invalid_request',
    /misses the parameter keywords/,
    1,
  ],
  ['parameter-missing', error(40), 'invalid_request', /misses a parameter/, 1],
  ['parameter-missing', error(24), 'invalid_request', /misses a parameter/, 1],
  [
    'parameter-invalid',
    error('InvalidParameter', { message: 'page_size must be 1 to 50' }),
    'invalid_request',
    /page_size must be/,
    1,
  ],
  ['parameter-invalid', error(41), 'invalid_request', /Invalid Arguments/, 1],
  ['no-such-method', error('InvalidApiPath'), 'invalid_request', /has no aliexpress.affiliate.hotproduct.query/, 1],
  ['no-such-method', error(22), 'invalid_request', /\/rest/, 1],
  ['clock', error('IllegalTimestamp'), 'clock_skew', /which it usually allows/, 1],
  ['clock', error('InvalidTimestamp'), 'clock_skew', /automatic time/, 1],
  ['clock', error(31), 'clock_skew', /automatic time/, 1],
  ['permission', error('InsufficientPermission'), 'permission_missing', /permission package Advanced/, 1],
  ['permission', error('isv.permission-api-package-limit'), 'permission_missing', /may not use aliexpress/, 1],
  ['permission', error(15, { subCode: 'isv.insufficient-permission' }), 'permission_missing', /Apply/, 1],
  ['permission', error(11), 'permission_missing', /Apply/, 1],
  ['address-not-listed', error('AppWhiteIpLimit'), 'permission_missing', /IP white list/, 1],
  ['token-rejected', error('IllegalAccessToken'), 'access_token_needed', /wrong or has expired/, 1],
  ['token-rejected', error(27), 'access_token_needed', /authorise again/, 1],
  ['refresh-token-rejected', error('IllegalRefreshToken'), 'access_token_needed', /authorisation has ended/, 1],
  [
    'code-rejected',
    error('InvalidCode'),
    'access_token_needed',
    /used before, is too old, or belongs to another app/,
    1,
  ],
  ['authorisation-kind', error('AUTH_TYPE_UNSUPPORTED'), 'access_token_needed', /security\/create/, 1],
  [
    'account-migration',
    error('isv.account-migration-check-fail'),
    'access_token_needed',
    /signature was right.*No document/s,
    1,
  ],
  ['reach-limit', error('Reach Limit'), 'gateway_busy', /No document explains/, 1],
  [
    'call-limit',
    error('ApiCallLimit', { banSeconds: 0 }),
    'gateway_busy',
    /limiting the calls of the app for a moment/,
    5,
  ],
  ['call-limit', error('ApiCallLimit', { banSeconds: 30 }), 'gateway_busy', /for 30 seconds/, 1],
  ['call-limit', error(7, { banSeconds: 4000 }), 'quota_exhausted', /come back on \d+ \w+ at \d\d:\d\d UTC\.$/, 1],
  ['app-limit', error('AppCallLimit'), 'gateway_busy', /used up what AliExpress allows/, 1],
  ['service-down', error('ServiceUnavailable'), 'gateway_unavailable', /does not answer/, 4],
  ['service-down', error(15, { subCode: 'isp.remote-service-timeout' }), 'gateway_unavailable', /minute/, 4],
  ['service-down', error(10), 'gateway_unavailable', /does not answer/, 4],
  ['remote-service', error(15), 'gateway_unavailable', /failed/, 4],
  [
    'caller-refused',
    error(15, { subCode: 'isv.item-is-delete', subMessage: 'the item is gone' }),
    'invalid_request',
    /the item is gone/,
    1,
  ],
  ['top-switched-off', error('Platform System blacklist'), 'gateway_unavailable', /api-sg.aliexpress.com/, 1],
  ['unknown-theirs', error('Weird', { type: 'ISP' }), 'gateway_unavailable', /own side \(Weird\)/, 4],
  ['unknown-refusal', error('Weird', { type: 'ISV', message: 'some words' }), 'gateway_unreadable', /some words/, 1],
  ['publisher', resp(401), 'publisher_not_registered', /Portals/, 1],
  ['tracking-id', resp(402), 'tracking_id_rejected', /Tracking IDs/, 1],
  ['system-error', resp(404), 'gateway_unavailable', /had an error/, 4],
  ['unknown-refusal', resp(499), 'gateway_unreadable', /499/, 1],
  ['front-busy', { kind: 'http', status: 429, body: 'html' }, 'gateway_busy', /front server/, 4],
  ['front-down', { kind: 'http', status: 502, body: 'html' }, 'gateway_unavailable', /front server/, 4],
  ['unreadable', { kind: 'http', status: 200, body: 'html' }, 'gateway_unreadable', /a web page instead of JSON/, 1],
  ['unreadable', { kind: 'garbage' }, 'gateway_unreadable', /no JSON object/, 1],
  ['unreadable', { kind: 'truncated' }, 'gateway_unreadable', /no JSON object/, 1],
  ['unreadable', { kind: 'wrong-shape' }, 'gateway_unreadable', /resp_result: expected object/, 1],
  ['no-answer', { kind: 'hang' }, 'gateway_unavailable', /no answer in 150 ms/, 4],
  ['no-answer', { kind: 'drop' }, 'gateway_unavailable', /did not answer/, 4],
  ['no-answer', { kind: 'cut' }, 'gateway_unavailable', /did not answer/, 4],
];

describe('what the stand-in is told to say against a call', () => {
  it.each(cases)('%s: %j', async (_id, fault, code, words, calls) => {
    const sandbox = await startSandbox();
    onTestFinished(() => sandbox.close());
    sandbox.faults.add(fault, { times: Number.POSITIVE_INFINITY });
    let reserved = 0;
    const { gateway, events } = gatewayTo(sandbox.origin, {
      ...SANDBOX,
      limits: { timeoutMs: fault.kind === 'hang' ? 150 : 2_000, breakerFailures: 10 },
      reserve: async () => {
        reserved += 1;
        return { ok: true, value: undefined };
      },
    });
    const outcome = await gateway.call({ api: API, params: {}, reply: z.object({}) });
    if (outcome.ok) throw new Error('this should have failed');
    const { failure } = outcome;
    expect(failure.code).toBe(code);
    expect(`${failure.message} ${failure.hint}`).toMatch(words);
    expect(`${failure.message} ${failure.hint}`).not.toMatch(/[{}]/);
    expect(failure.retryable).toBe(failures[code].retryable);
    expect(reserved).toBe(calls);
    expect(events.filter(({ event }) => event === 'call')).toHaveLength(calls);
    expect(JSON.stringify([failure, events])).not.toContain(SANDBOX.appSecret);
  });

  it('goes on once it is over: a repetition succeeds', async () => {
    const sandbox = await startSandbox();
    onTestFinished(() => sandbox.close());
    sandbox.faults.add({ kind: 'error', code: 'ServiceUnavailable' }, { times: 2 });
    const { gateway } = gatewayTo(sandbox.origin, SANDBOX);
    expect(await gateway.call({ api: API, params: {}, reply: z.object({}) })).toMatchObject({ ok: true });
    expect(sandbox.calls).toHaveLength(3);
  });

  it('names the tracking id that was refused', async () => {
    const sandbox = await startSandbox();
    onTestFinished(() => sandbox.close());
    sandbox.faults.add(resp(402));
    const { gateway } = gatewayTo(sandbox.origin, SANDBOX);
    const params = { tracking_id: 'blog-2026' };
    expect(await gateway.call({ api: API, params, reply: z.object({}) })).toMatchObject({
      failure: {
        message: 'AliExpress refused tracking id blog-2026.',
        hint: 'Check it under Tracking IDs in Portals, or choose another.',
      },
    });
  });

  it.each([
    [30, 'gateway_busy'],
    [4000, 'quota_exhausted'],
  ])('says when a ban of %i seconds ends', async (banSeconds, code) => {
    const sandbox = await startSandbox();
    onTestFinished(() => sandbox.close());
    sandbox.faults.add(error('ApiCallLimit', { banSeconds }));
    const { gateway } = gatewayTo(sandbox.origin, SANDBOX);
    const before = Date.now();
    const outcome = await gateway.call({ api: API, params: {}, reply: z.object({}) });
    if (outcome.ok) throw new Error('this should have failed');
    expect(outcome.failure.code).toBe(code);
    const wait = Date.parse(outcome.failure.retryAt ?? '') - before;
    expect(wait).toBeGreaterThanOrEqual(banSeconds * 1000);
    expect(wait).toBeLessThan(banSeconds * 1000 + 5_000);
  });

  it('has a case for every row', () => {
    const tested = new Set(cases.map(([id]) => id));
    const elsewhere = ['resting', 'crowded', 'stopped', 'too-large', 'link-missing', 'link-foreign'];
    expect(errorTable.map(({ id }) => id).filter((id) => !tested.has(id) && !elsewhere.includes(id))).toEqual([]);
  });
});

describe('the error table', () => {
  it('has one name per row and says what happened and what to do in each', () => {
    expect(new Set(errorTable.map(({ id }) => id)).size).toBe(errorTable.length);
    for (const { cause, remedy } of errorTable) {
      expect(cause).toMatch(/^[A-Z].*\.$/);
      expect(remedy).toMatch(/^[A-Z].*\.$/);
      expect(cause + remedy).not.toContain('!');
    }
  });

  it('has a row for each gap of a batch', () => {
    expect(linkFailure('missing').code).toBe('not_in_programme');
    expect(linkFailure('empty').code).toBe('not_in_programme');
    expect(linkFailure('foreign').code).toBe('gateway_unreadable');
  });

  it('reads the length of a ban in both spellings', () => {
    expect(banSeconds('this ban will last 1 seconds')).toBe(1);
    expect(banSeconds('This ban will last for 7 more seconds')).toBe(7);
    expect(banSeconds('nothing of the kind')).toBeUndefined();
  });
});
