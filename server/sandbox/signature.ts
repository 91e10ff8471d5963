import { createHmac, timingSafeEqual } from 'node:crypto';

/** What the caller signed: its parameters, and the path of a system interface (`''` for a business interface). */
export interface SignedRequest {
  readonly params: ReadonlyMap<string, string>;
  /** `/auth/token/create`, without `/rest`; empty for dotted names. */
  readonly path: string;
}

/**
 * Whether `sign` is right: upper-case hex of HMAC-SHA256(secret, path + name1 + value1 + name2 + value2 ...), names in
 * byte order, values raw, `sign` itself left out (AliExpress document "HTTP request sample", docId 1385).
 *
 * Only `sign_method=sha256` passes. Clients are known that send `md5` to `/sync` and report that it is accepted, others
 * report IncompleteSignature for the same; the documents and both official SDKs know sha256 alone, so does this check.
 *
 * Empty values: the official Java SDK leaves them out of the base string, the Python SDK keeps the bare name. Which of
 * the two the gateway expects is not documented, so both pass.
 */
export function isSignedBy(secret: string, { params, path }: SignedRequest): boolean {
  if (params.get('sign_method') !== 'sha256') return false;
  const sign = Buffer.from(params.get('sign') ?? '');
  const signed = [...params].filter(([name]) => name !== 'sign').sort(byName);
  const filled = signed.filter(([, value]) => value.trim() !== '');
  return [filled, signed].some((pairs) => {
    const expected = createHmac('sha256', secret).update(path).update(pairs.flat().join('')).digest('hex');
    return equal(sign, Buffer.from(expected.toUpperCase()));
  });
}

function byName([left]: readonly [string, string], [right]: readonly [string, string]): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

function equal(left: Buffer, right: Buffer): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}
