import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SANDBOX, startSandbox } from '../../../server/sandbox/index.ts';
import { METHODS } from '../../../server/sandbox/methods.ts';
import { isSignedBy } from '../../../server/sandbox/signature.ts';
import type { Wire } from '../../../server/sandbox/wire.ts';
import { writeJson } from '../../../server/sandbox/wire.ts';
import { call, parse, post, sign } from './call.ts';

describe('starting and stopping', () => {
  test('listens on loopback, on a port that was free, and not any more once closed', async () => {
    const sandbox = await startSandbox();
    expect(sandbox.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await sandbox.close();
    await expect(fetch(`${sandbox.origin}/sync`)).rejects.toThrow('fetch failed');
  });

  test('says so when the port is taken', async () => {
    const first = await startSandbox();
    const port = Number(new URL(first.origin).port);
    await expect(startSandbox({ port })).rejects.toThrow('EADDRINUSE');
    await first.close();
  });

  test('refuses a body beyond 1 MiB', async () => {
    const sandbox = await startSandbox();
    const body = new URLSearchParams({ source_values: 'x'.repeat(1_100_000) });
    const response = await fetch(`${sandbox.origin}/sync`, { method: 'POST', body });
    await sandbox.close();
    expect(response.status).toBe(413);
  });
});

test('every method asks for its permission package', async () => {
  const sandbox = await startSandbox({ packages: [] });
  const codes = new Set<unknown>();
  for (const method of METHODS.keys()) codes.add((await call(sandbox, method, {})).error_response?.code);
  await sandbox.close();
  expect([...codes]).toEqual(['InsufficientPermission']);
});

test('no answer and no record holds the app secret', async () => {
  const sandbox = await startSandbox();
  const answers = [await post(`${sandbox.origin}/sync`, { app_key: SANDBOX.appKey, app_secret: SANDBOX.appSecret })];
  for (const method of METHODS.keys()) answers.push(JSON.stringify(await call(sandbox, method, {})));
  await sandbox.close();
  expect(answers.join() + JSON.stringify(sandbox.calls)).not.toContain(SANDBOX.appSecret);
});

const name = fc
  .stringMatching(/^[A-Za-z_0-9]{1,12}$/)
  .filter((text) => !['sign', 'sign_method', '__proto__'].includes(text));
const value = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.trim() !== '');
const parameters = fc.dictionary(name, value, { noNullPrototype: true });

test('accepts what an independent signer signs, and nothing else', () => {
  fc.assert(
    fc.property(
      parameters,
      fc.constantFrom('', '/auth/token/create'),
      fc.string({ minLength: 1 }),
      (given, path, secret) => {
        const params = { ...given, sign_method: 'sha256' };
        const signature = sign(params, path, secret);
        const request = new Map(Object.entries({ ...params, sign: signature }));
        expect(isSignedBy(secret, { params: request, path })).toBe(true);
        expect(isSignedBy(`${secret}x`, { params: request, path })).toBe(false);
        expect(isSignedBy(secret, { params: request, path: `${path}/x` })).toBe(false);
        expect(isSignedBy(secret, { params: new Map(request).set('~', 'x'), path })).toBe(false);
      },
    ),
    { numRuns: 500 },
  );
});

test('writes the JSON that a parser reads back, and integers of any size digit by digit', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      expect(parse(writeJson(json as Wire, false))).toEqual(JSON.parse(JSON.stringify(json)));
    }),
  );
  fc.assert(
    fc.property(fc.bigInt(), (integer) => {
      expect(writeJson({ id: [integer] }, false)).toBe(`{"id":[${integer}]}`);
    }),
  );
});
