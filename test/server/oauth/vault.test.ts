import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Token } from '../../../server/aliexpress/oauth.ts';
import { KeyFileError, keyFile } from '../../../server/oauth/key-file.ts';
import { KEY_BYTES, seal, unseal } from '../../../server/oauth/seal.ts';
import { createVault } from '../../../server/oauth/vault.ts';
import type { StoredToken } from '../../../server/store/authorisations.ts';

let file: string;

beforeEach(() => {
  file = path.join(mkdtempSync(path.join(tmpdir(), 'waybill-key-')), 'keys', 'access-token.key');
});

describe('a seal', () => {
  const key = randomBytes(KEY_BYTES);

  it('opens with its key for its owner, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, owner) => {
        expect(unseal(seal(text, key, owner), key, owner)).toBe(Buffer.from(text).toString());
      }),
    );
  });

  it('opens with no other key, for no other owner, and not after any change', () => {
    const sealed = seal('50000701', key, 'app 1');
    expect(unseal(sealed, randomBytes(KEY_BYTES), 'app 1')).toBeUndefined();
    expect(unseal(sealed, key, 'app 2')).toBeUndefined();
    for (let at = 0; at < sealed.length - 1; at += 1) {
      const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
      expect(unseal(changed, key, 'app 1')).toBeUndefined();
      expect(unseal(sealed.slice(0, at), key, 'app 1')).toBeUndefined();
    }
  });

  it('is another one each time, and shows nothing of the text', () => {
    const seals = Array.from({ length: 50 }, () => seal('50000701', key, 'app'));
    expect(new Set(seals).size).toBe(50);
    expect(seals.join()).not.toContain('50000701');
  });
});

describe('the key file', () => {
  it('is made when it is first needed, for this user alone, and stays', () => {
    const keys = keyFile(file);
    expect(keys.read()).toBeUndefined();
    const key = keys.readOrMake();
    expect(key).toHaveLength(KEY_BYTES);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(keyFile(file).readOrMake()).toEqual(key);
    expect(readdirSync(path.dirname(file))).toEqual(['access-token.key']);
  });

  it.each([
    ['others may read it', () => chmodSync(file, 0o644), /other users may read it.*chmod 600/],
    ['it holds no key', () => writeFileSync(file, 'short\n'), /does not hold 32 bytes/],
  ])('is refused in words when %s', (_, spoil, words) => {
    keyFile(file).readOrMake();
    spoil();
    expect(() => keyFile(file).read()).toThrow(KeyFileError);
    expect(() => keyFile(file).readOrMake()).toThrow(words);
  });

  it('says in words that none can be made where it should be', () => {
    symlinkSync('nowhere', path.dirname(file));
    expect(() => keyFile(file).readOrMake()).toThrow(KeyFileError);
    expect(() => keyFile(file).readOrMake()).toThrow(/there is none and none can be made \(E[A-Z]+\)/);
  });
});

describe('the vault', () => {
  const token: Token = {
    accessToken: '50000701canary',
    accessExpiresAt: 2,
    refreshToken: '50001701canary',
    refreshExpiresAt: undefined,
    account: 'blog@example.com',
    userId: undefined,
    sellerId: '200042362',
    calls: 'security',
  };

  function stored(): StoredToken {
    const locked = createVault(keyFile(file), '500000').lock(token, 1);
    if (!locked.ok) throw new Error(locked.failure.message);
    return { ...locked.value, version: 1, failed: undefined, leaseUntil: 0 };
  }

  it('gives back what was put in', () => {
    expect(createVault(keyFile(file), '500000').open(stored())).toEqual({ ok: true, value: token });
    expect(JSON.stringify(stored())).not.toMatch(/canary|example/);
  });

  it('says what to do when the key is gone or another one, and makes none in its place', () => {
    const row = stored();
    rmSync(file);
    const gone = createVault(keyFile(file), '500000').open(row);
    const hint = expect.stringMatching(/of the instance that stored it.*npx waybill authorize/);
    const failure = { code: 'access_token_needed', hint };
    const isMissing = expect.stringContaining(`the key file ${file} is missing`);
    expect(gone).toMatchObject({ ok: false, failure: { ...failure, message: isMissing } });
    expect(() => readFileSync(file)).toThrow('ENOENT');
    keyFile(file).readOrMake();
    const isOther = expect.stringContaining(`the key file ${file} holds another key`);
    expect(createVault(keyFile(file), '500000').open(row)).toMatchObject({ failure: { ...failure, message: isOther } });
    chmodSync(file, 0o640);
    expect(createVault(keyFile(file), '500000').lock(token, 1)).toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining('other users may read it') },
    });
  });
});
