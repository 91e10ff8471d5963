import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hmac } from '../../../server/aliexpress/hmac.ts';

const names = ['sha256', 'md5'] as const;

describe('the HMAC', () => {
  it.each([
    ['sha256', 'Jefe', 'what do ya want for nothing?', /^5BDCC146BF60754E6A042426089575C7.{32}$/],
    ['sha256', '\x0b'.repeat(20), 'Hi There', /^B0344C61D8DB38535CA8AFCEAF0BF12B.{32}$/],
    ['md5', 'Jefe', 'what do ya want for nothing?', /^750C783E6AB0B503EAA86E310A5DB738$/],
    ['md5', '\x0b'.repeat(16), 'Hi There', /^9294727A3638BB1C13F48EF8158BFC9D$/],
  ] as const)('is the published one: %s, RFC 4231 and RFC 2202', (name, secret, text, expected) => {
    expect(hmac(name)(secret, text)).toMatch(expected);
  });

  it.each(names)('is what createHmac makes, whatever secrets and texts follow each other: %s', (name) => {
    const digest = hmac(name);
    const secret = fc.oneof(
      fc.string({ unit: 'binary-ascii', maxLength: 70 }),
      fc.string({ unit: 'binary-ascii', minLength: 63, maxLength: 65 }),
      fc.string({ unit: 'binary', maxLength: 70 }),
      fc.constantFrom('sandbox-secret', '\ud83d', '\x7f'.repeat(64), '\u00e9'.repeat(32), '\u0080'),
    );
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 100 }), fc.constantFrom('', '\ud83d', '\ude00'));
    fc.assert(
      fc.property(secret, fc.array(text, { minLength: 1, maxLength: 3 }), (given, texts) => {
        for (const each of texts) {
          expect(digest(given, each)).toBe(createHmac(name, given).update(each, 'utf8').digest('hex').toUpperCase());
        }
      }),
      { numRuns: 5_000 },
    );
  });
});
