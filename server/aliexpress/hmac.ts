import { createHmac, hash } from 'node:crypto';

type HashName = 'sha256' | 'md5';

/** Bytes that either hash takes at a time: HMAC fills its keys up to this length. */
const BLOCK = 64;

/** What RFC 2104 makes of a secret: the key before the text, and the key before the first hash, which has room behind it. */
type Keys = { secret: string; inner: string; outer: Buffer };

/**
 * HMAC in upper-case hex, secret and text in UTF-8: hash(outer key + hash(inner key + text)), by RFC 2104. Two hashes in
 * one go take three quarters of the time of `createHmac`, which sets up a stream for each. They need a secret of ASCII,
 * as those of AliExpress are; any other goes to `createHmac`. The keys are kept, since a process signs with one secret.
 */
export function hmac(name: HashName): (secret: string, text: string) => string {
  let last: Keys | undefined;
  return (secret, text) => {
    if (last?.secret !== secret) {
      if (!isShortAscii(secret)) return createHmac(name, secret).update(text, 'utf8').digest('hex').toUpperCase();
      last = keysOf(name, secret);
    }
    hash(name, last.inner + text, 'buffer').copy(last.outer, BLOCK);
    return hash(name, last.outer, 'hex').toUpperCase();
  };
}

/** Then the inner key is ASCII too: text that is the same in UTF-8. */
function isShortAscii(secret: string): boolean {
  return secret.length <= BLOCK && Buffer.byteLength(secret) === secret.length;
}

function keysOf(name: HashName, secret: string): Keys {
  const filled = Buffer.alloc(BLOCK, 0);
  filled.write(secret, 'ascii');
  const inner = String.fromCharCode(...filled.map((byte) => byte ^ 0x36));
  const outer = Buffer.concat([filled.map((byte) => byte ^ 0x5c), hash(name, '', 'buffer')]);
  return { secret, inner, outer };
}
