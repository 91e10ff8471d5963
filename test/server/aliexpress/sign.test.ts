import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Algorithm, Params, Unsigned } from '../../../server/aliexpress/sign.ts';
import { baseString, interfaceOf, sign, signedPairs, signedPath, valueText } from '../../../server/aliexpress/sign.ts';
import type { Vector } from './vectors.ts';
import { vectors } from './vectors.ts';

/** The algorithm that is right for the interface a vector is about, whatever formula the vector itself used. */
function rightAlgorithm({ endpoint_kind, params }: Vector): Algorithm {
  if (params.sign_method === 'md5') return 'top-md5';
  if (params.sign_method === 'hmac') return 'top-hmac';
  return endpoint_kind.startsWith('iop-system') ? 'iop-system' : 'iop-business';
}

function normativeAlgorithm(vector: Vector): Algorithm {
  if (vector.algorithm === 'md5') return 'top-md5';
  if (vector.algorithm === 'hmac-md5') return 'top-hmac';
  return vector.path === '' ? 'iop-business' : 'iop-system';
}

function request(algorithm: Algorithm, path: string, params: Params): Unsigned {
  return algorithm === 'iop-system' ? { algorithm, path, params } : { algorithm, params };
}

const normative = vectors.filter((vector) => vector.normative);
const wrong = vectors.filter((vector) => vector.algorithm.startsWith('WRONG:'));

describe('signatures', () => {
  it('has all vectors at hand', () => {
    expect(vectors).toHaveLength(61);
    expect(normative).toHaveLength(36);
  });

  it.each(normative.map((vector) => [vector.name, vector] as const))('agrees with %s', (_name, vector) => {
    const algorithm = normativeAlgorithm(vector);
    const unsigned = request(algorithm, vector.path, vector.params);
    const around = algorithm === 'top-md5' ? vector.secret : '';
    expect(`${around}${baseString(unsigned)}${around}`).toBe(vector.string_to_sign);
    expect(sign(unsigned, vector.secret)).toBe(vector.expected_sign);
  });

  // The two vectors whose fault is the secret itself are refused where secrets are read (credentials.test.ts).
  const wrongFormulas = wrong.filter(({ name }) => !name.startsWith('wrong-secret-'));
  it.each(wrongFormulas.map((vector) => [vector.name, vector] as const))('never produces %s', (_name, vector) => {
    const made = sign(request(rightAlgorithm(vector), vector.path, vector.params), vector.secret);
    expect(made).not.toBe(vector.expected_sign);
    const sendsMethodToSync = vector.endpoint_kind === 'iop-system-via-sync';
    if (vector.correct_sign && !sendsMethodToSync) expect(made).toBe(vector.correct_sign);
  });

  it('signs typed values as the text that is sent', () => {
    const vector = vectors.find(({ name }) => name === 'typed-boolean-number-array-object');
    const params = vector?.typed_params as Params;
    expect(sign({ algorithm: 'iop-business', params }, 'helloworld')).toBe(vector?.expected_sign);
  });

  it('leaves files out of the signature', () => {
    const vector = vectors.find(({ name }) => name === 'lib-top-md5-file-param-not-signed');
    const params = { ...vector?.params, image: new Uint8Array([1, 2, 3]) };
    expect(sign({ algorithm: 'top-md5', params }, 'helloworld')).toBe(vector?.expected_sign);
  });

  it('neither signs nor sends what is null, undefined, empty or blank, but keeps 0 and false', () => {
    const params = { a: null, b: undefined, c: '', d: ' \t\n', e: 0, f: false, g: ' x ' };
    expect(signedPairs(params)).toEqual([
      ['e', '0'],
      ['f', 'false'],
      ['g', ' x '],
    ]);
  });

  it('takes /rest for a part of the address, not of the path', () => {
    expect(signedPath('/rest/auth/token/create')).toBe('/auth/token/create');
    expect(signedPath('/restaurants/get')).toBe('/restaurants/get');
  });

  it('tells the interfaces apart by the slash', () => {
    expect(interfaceOf('/auth/token/create')).toBe('iop-system');
    expect(interfaceOf('aliexpress.affiliate.link.generate')).toBe('iop-business');
  });

  it('refuses a number that would be written with an exponent', () => {
    expect(valueText(12.5)).toBe('12.5');
    expect(valueText(12000036815593862n)).toBe('12000036815593862');
    for (const value of [1e21, 1e-7, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => valueText(value)).toThrow(RangeError);
    }
  });

  it('does not depend on the order in which parameters are given', () => {
    const pairs = fc.uniqueArray(fc.tuple(fc.string(), fc.string()), { selector: ([name]) => name, minLength: 2 });
    fc.assert(
      fc.property(pairs, fc.string({ minLength: 1 }), (given, secret) => {
        const one = sign({ algorithm: 'iop-business', params: Object.fromEntries(given) }, secret);
        const other = sign({ algorithm: 'iop-business', params: Object.fromEntries([...given].reverse()) }, secret);
        expect(other).toBe(one);
      }),
    );
  });

  it('sorts names by their UTF-8 bytes, beyond the basic plane too', () => {
    const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 8 }), (names) => {
        const signed = signedPairs(Object.fromEntries(names.map((each) => [each, 'x']))).map(([each]) => each);
        const bytes = signed.map((each) => Buffer.from(each));
        expect(bytes).toEqual([...bytes].sort(Buffer.compare));
      }),
    );
    expect(signedPairs({ '\u{1F600}': '1', '\uFF5E': '2' }).map(([each]) => each)).toEqual(['\uFF5E', '\u{1F600}']);
  });

  it('signs what the pairs say, whatever is in them', () => {
    const piece = fc.constantFrom(
      'a',
      'B',
      '_',
      '9',
      'sign',
      '',
      ' ',
      '\u00e9',
      '\uff5e',
      '\u{1F600}',
      '\ud83d',
      '\ude00',
    );
    const text = fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 6 }), (given) => {
        const params = Object.fromEntries(given);
        const byHand = Object.entries(params)
          .filter(([name, value]) => name !== 'sign' && value.trim() !== '')
          .map(([name, value]) => [Buffer.from(name), Buffer.from(value)] as const)
          .sort(([one], [other]) => Buffer.compare(one, other));
        const expected = Buffer.concat(byHand.flat()).toString();
        expect(baseString({ algorithm: 'iop-business', params })).toBe(expected);
        expect(signedPairs(params).flat().join('')).toBe(expected);
      }),
      { numRuns: 5000 },
    );
  });

  it('keeps no order and no secret of the request before', () => {
    const one = { algorithm: 'top-hmac', params: { b: '1', a: '2' } } as const;
    const other = { algorithm: 'top-hmac', params: { b: '1', c: '2' } } as const;
    for (let round = 0; round < 2; round += 1) {
      expect([baseString(one), baseString(other)]).toEqual(['a2b1', 'b1c2']);
      expect(sign(one, 'x')).not.toBe(sign(one, 'y'));
    }
  });
});
