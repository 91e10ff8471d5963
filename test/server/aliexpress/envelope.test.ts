import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openReply } from '../../../server/aliexpress/envelope.ts';

const API = 'aliexpress.affiliate.link.generate';
const NAME = 'aliexpress_affiliate_link_generate_response';
const open = (value: unknown, api = API) => openReply(JSON.stringify(value), api, 200);

describe('a reply', () => {
  it.each<[string, unknown, unknown]>([
    ['full', { [NAME]: { resp_result: { resp_code: 200, result: { a: 1 } }, request_id: 'r' } }, { a: 1 }],
    [
      'simplified',
      { [NAME]: { resp_result: { resp_code: '200', result: { a: 1 } } }, code: '0', request_id: 'r' },
      { a: 1 },
    ],
    [
      'without its outer name',
      { resp_result: { resp_code: '200', result: { a: 1 } }, code: '0', request_id: 'r' },
      { a: 1 },
    ],
    [
      'of a dropshipping method',
      { [NAME]: { rsp_code: 200, rsp_msg: 'ok', result: { a: 1 }, request_id: 'r' } },
      { a: 1 },
    ],
    ['bare, with code 0', { a: 1, code: '0', request_id: 'r' }, { a: 1, code: '0', request_id: 'r' }],
    ['bare, with code 200', { a: 1, code: 200, request_id: 'r' }, { a: 1, code: 200, request_id: 'r' }],
  ])('is opened: %s', (_layout, value, payload) => {
    expect(open(value)).toEqual({ kind: 'answer', payload, requestId: 'r' });
  });

  it('keeps a request id that is a number beyond 2^53', () => {
    const text = '{"code":"InvalidCode","message":"x","request_id":210121211234567890}';
    expect(openReply(text, '/auth/token/create', 200)).toMatchObject({ fault: { requestId: '210121211234567890' } });
  });

  it.each<[string, unknown, object]>([
    [
      'of /sync',
      { error_response: { code: 'A', msg: 'b', type: 'ISV', request_id: 1 } },
      { where: 'gateway', code: 'A', message: 'b', type: 'ISV', requestId: '1' },
    ],
    [
      'of /rest',
      { code: 'A', message: 'b', type: 'SYSTEM' },
      { where: 'gateway', code: 'A', message: 'b', type: 'SYSTEM' },
    ],
    [
      'of a Taobao gateway',
      { error_response: { code: 15, sub_code: 'isv.x', sub_msg: 'y' } },
      { where: 'gateway', code: '15', subCode: 'isv.x', subMessage: 'y' },
    ],
    [
      'of the service',
      { [NAME]: { resp_result: { resp_code: 402, resp_msg: 'no' } } },
      { where: 'resp_code', code: '402', message: 'no' },
    ],
    ['of a dropshipping method', { [NAME]: { rsp_code: 404, rsp_msg: 'no' } }, { where: 'resp_code', code: '404' }],
    [
      'that is no error',
      { error_response: 5 },
      { where: 'reply', code: 'shape', message: 'error_response: expected object' },
    ],
    ['inside its outer name', { [NAME]: { code: 'A', msg: 'b' } }, { where: 'gateway', code: 'A', message: 'b' }],
  ])('is an error: %s', (_layout, value, fault) => {
    expect(open(value)).toMatchObject({ kind: 'fault', fault });
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.object().map((value) => JSON.stringify(value)),
        ),
        (text) => {
          expect(['answer', 'empty', 'fault']).toContain(openReply(text, API, 200).kind);
        },
      ),
    );
    expect(openReply('['.repeat(100_000), API, 200)).toMatchObject({ kind: 'fault' });
    expect(openReply(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, API, 200).kind).toMatch(/answer|fault/);
  });
});
