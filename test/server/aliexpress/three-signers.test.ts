import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signRequest } from '../../../server/aliexpress/request.ts';
import type { Params } from '../../../server/aliexpress/sign.ts';
import { isSignedBy } from '../../../server/sandbox/signature.ts';
import { plainHmacSha256, plainSha256 } from './plain-sha256.ts';

const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** The rule of docId 1385 once more, from what arrived on the wire: by hand, sorted by comparing byte after byte. */
function independentSign(path: string, received: readonly [string, string][], secret: string): string {
  const encoded = received
    .filter(([name]) => name !== 'sign')
    .map(([name, value]) => ({ bytes: [...new TextEncoder().encode(name)], text: name + value }));
  encoded.sort((a, b) => {
    for (let at = 0; at < Math.min(a.bytes.length, b.bytes.length); at++) {
      const difference = (a.bytes[at] ?? 0) - (b.bytes[at] ?? 0);
      if (difference !== 0) return difference;
    }
    return a.bytes.length - b.bytes.length;
  });
  return plainHmacSha256(secret, path + encoded.map(({ text }) => text).join(''));
}

const name = fc.oneof(
  fc.constantFrom(
    'source_values',
    'tracking_id',
    'keywords',
    'fields',
    'B',
    '_c',
    '10',
    '9',
    'foo',
    'foo_bar',
    'foobar',
  ),
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }),
);
const value = fc.oneof(
  fc.webUrl({ withQueryParameters: true }),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '',
    ' ',
    '\t\n',
    'a+b c%20d',
    '&=,',
    'caf\u00e9',
    'cafe\u0301',
    '\ud83d\ude00',
    '\ud83d',
    null,
    undefined,
  ),
  fc.integer(),
  fc.boolean(),
  fc.bigInt({ min: 0n, max: 10n ** 20n }),
  fc.array(fc.integer(), { maxLength: 3 }),
);
const secret = fc.string({ unit: 'binary', minLength: 1, maxLength: 80 });
const api = fc.constantFrom('aliexpress.affiliate.link.generate', '/auth/token/create', '/auth/token/security/refresh');

describe('the independent digest', () => {
  it('is SHA-256 and HMAC as published', () => {
    expect(hex(plainSha256(new TextEncoder().encode('abc')))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(plainHmacSha256('\x0b'.repeat(20), 'Hi There')).toBe(
      'B0344C61D8DB38535CA8AFCEAF0BF12B881DC200C9833DA726E9376C2E32CFF7',
    );
  });
});

describe('our signature over 10,000 random requests', () => {
  it('is what the stand-in gateway and an independent implementation compute from the wire', () => {
    fc.assert(
      fc.property(api, fc.dictionary(name, value, { maxKeys: 12 }), secret, (method, params, appSecret) => {
        const signer = { origin: 'http://127.0.0.1', appKey: '500000', appSecret };
        const { body } = signRequest(signer, method, params as Params, 1_700_000_000_000);
        const received = [...new URLSearchParams(body)];
        const path = method.startsWith('/') ? method : '';
        const sent = received.find(([each]) => each === 'sign')?.[1];
        expect(sent).toBe(independentSign(path, received, appSecret));
        expect(isSignedBy(appSecret, { params: new Map(received), path })).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  }, 60_000);
});
