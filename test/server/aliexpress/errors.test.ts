import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { FailureCode } from '../../../lib/contract/failure.ts';
import { failures } from '../../../lib/contract/failure.ts';
import { errorTable } from '../../../server/aliexpress/error-table.ts';
import { banSeconds, linkFailure } from '../../../server/aliexpress/errors.ts';
import type { Said } from './stub.ts';
import { gatewayTo, replyOf, startStub } from './stub.ts';

const API = 'aliexpress.affiliate.hotproduct.query';

const iop = (code: string, msg = 'x', more: object = {}): Said => ({
  json: { error_response: { type: 'ISV', code, msg, request_id: '2101', ...more } },
});
const top = (code: number, msg = 'x', more: object = {}): Said => ({
  json: { error_response: { code, msg, ...more } },
});
const resp = (code: number): Said => replyOf(API, undefined, code);

/**
 * What AliExpress says, the row that answers for it, our code, words of the message or hint, and how many calls are made
 * in all (1: never repeated).
 */
const cases: [id: string, said: Said, code: FailureCode, words: RegExp, calls: number][] = [
  ['signature', iop('IncompleteSignature'), 'signature_rejected', /app secret .* does not fit/, 1],
  ['signature', top(25, 'Invalid signature'), 'signature_rejected', /doctor/, 1],
  ['app-key', iop('InvalidAppKey'), 'app_key_rejected', /does not know the app key/, 1],
  ['app-key', top(29), 'app_key_rejected', /ALIEXPRESS_APP_KEY/, 1],
  [
    'token-missing',
    iop('MissingParameter', 'The input parameter "access_token" is not supplied'),
    'access_token_needed',
    /access token for aliexpress/,
    1,
  ],
  [
    'parameter-missing',
    iop('MissingParameter', 'The input parameter "keywords" is not supplied'),
    'invalid_request',
    /misses the parameter keywords/,
    1,
  ],
  ['parameter-missing', top(40, 'Missing required arguments:product_id'), 'invalid_request', /misses a parameter/, 1],
  [
    'parameter-invalid',
    iop('InvalidParameter', 'page_size must be 1 to 50'),
    'invalid_request',
    /page_size must be/,
    1,
  ],
  ['no-such-method', iop('InvalidApiPath'), 'invalid_request', /has no aliexpress.affiliate.hotproduct.query/, 1],
  ['no-such-method', top(22), 'invalid_request', /\/rest/, 1],
  ['clock', iop('IllegalTimestamp'), 'clock_skew', /which it usually allows/, 1],
  ['clock', top(31), 'clock_skew', /automatic time/, 1],
  ['permission', iop('InsufficientPermission'), 'permission_missing', /permission package Advanced/, 1],
  [
    'permission',
    iop('15', 'x', { sub_code: 'isv.permission-api-package-limit' }),
    'permission_missing',
    /may not use aliexpress/,
    1,
  ],
  ['permission', top(11), 'permission_missing', /Apply/, 1],
  ['address-not-listed', iop('AppWhiteIpLimit'), 'permission_missing', /IP white list/, 1],
  ['token-rejected', iop('IllegalAccessToken'), 'access_token_needed', /wrong or has expired/, 1],
  ['token-rejected', top(27), 'access_token_needed', /authorise again/, 1],
  ['refresh-token-rejected', iop('IllegalRefreshToken'), 'access_token_needed', /authorisation has ended/, 1],
  ['code-rejected', iop('InvalidCode'), 'access_token_needed', /used before, is too old, or belongs to another app/, 1],
  ['authorisation-kind', iop('AUTH_TYPE_UNSUPPORTED'), 'access_token_needed', /security\/create/, 1],
  [
    'account-migration',
    top(15, 'Remote service error', { sub_code: 'isv.account-migration-check-fail' }),
    'access_token_needed',
    /signature was right.*No document/s,
    1,
  ],
  ['reach-limit', iop('Unknown', 'Reach Limit'), 'gateway_busy', /No document explains/, 1],
  [
    'call-limit',
    iop('ApiCallLimit', 'Api access frequency exceeds the limit. this ban will last 0 seconds'),
    'gateway_busy',
    /limiting the calls of the app for a moment/,
    5,
  ],
  ['call-limit', iop('ApiCallLimit', 'this ban will last 30 seconds'), 'gateway_busy', /for 30 seconds/, 1],
  [
    'call-limit',
    top(7, 'App Call Limited', { sub_msg: 'This ban will last for 4000 more seconds' }),
    'quota_exhausted',
    /4000 seconds/,
    1,
  ],
  ['app-limit', iop('AppCallLimit'), 'gateway_busy', /used up what AliExpress allows/, 1],
  ['service-down', iop('ServiceUnavailable'), 'gateway_unavailable', /does not answer/, 4],
  ['service-down', top(15, 'x', { sub_code: 'isp.remote-service-timeout' }), 'gateway_unavailable', /minute/, 4],
  ['service-down', top(10), 'gateway_unavailable', /does not answer/, 4],
  ['remote-service', top(15, 'Remote service error'), 'gateway_unavailable', /failed/, 4],
  [
    'caller-refused',
    top(15, 'x', { sub_code: 'isv.item-is-delete', sub_msg: 'the item is gone' }),
    'invalid_request',
    /the item is gone/,
    1,
  ],
  [
    'top-switched-off',
    top(50, 'Platform System blacklist: Taobao Open Platform (TOP) has been offline'),
    'gateway_unavailable',
    /api-sg.aliexpress.com/,
    1,
  ],
  ['unknown-theirs', iop('Weird', 'x', { type: 'ISP' }), 'gateway_unavailable', /own side \(Weird\)/, 4],
  ['unknown-refusal', iop('Weird', 'some words'), 'gateway_unreadable', /some words/, 1],
  ['publisher', resp(401), 'publisher_not_registered', /Portals/, 1],
  ['tracking-id', resp(402), 'tracking_id_rejected', /Tracking IDs/, 1],
  ['system-error', resp(404), 'gateway_unavailable', /had an error/, 4],
  ['unknown-refusal', resp(499), 'gateway_unreadable', /499/, 1],
  ['front-busy', { text: 'slow down', status: 429 }, 'gateway_busy', /front server/, 4],
  ['front-down', { text: '<html>502</html>', status: 502 }, 'gateway_unavailable', /front server/, 4],
  ['unreadable', { text: '<html>hello</html>' }, 'gateway_unreadable', /a web page instead of JSON/, 1],
  [
    'unreadable',
    { json: { [`${API.replaceAll('.', '_')}_response`]: { resp_result: {} } } },
    'gateway_unreadable',
    /resp_code/,
    1,
  ],
  ['no-answer', { hang: true }, 'gateway_unavailable', /no answer in 60 ms/, 4],
];

describe('what AliExpress says against a call', () => {
  it.each(cases)('%s: %j', async (_id, said, code, words, calls) => {
    const { origin, received } = await startStub(said);
    let reserved = 0;
    const { gateway, events } = gatewayTo(origin, {
      limits: { timeoutMs: said.hang ? 60 : 2_000, breakerFailures: 10 },
      reserve: async () => {
        reserved += 1;
        return { ok: true, value: undefined };
      },
    });
    const outcome = await gateway.call({ api: API, params: {}, reply: z.object({ n: z.number() }) });
    if (outcome.ok) throw new Error('this should have failed');
    const { failure } = outcome;
    expect(failure.code).toBe(code);
    expect(`${failure.message} ${failure.hint}`).toMatch(words);
    expect(`${failure.message} ${failure.hint}`).not.toMatch(/[{}]/);
    expect(failure.retryable).toBe(failures[code].retryable);
    expect(received).toHaveLength(calls);
    expect(reserved).toBe(calls);
    expect(JSON.stringify([failure, events])).not.toContain('a-very-secret-secret');
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
