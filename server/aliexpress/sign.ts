import { hash } from 'node:crypto';
import { hmac } from './hmac.ts';

/**
 * The values that a parameter may have before it is written as text. Bytes are a file: they travel, but are not signed.
 * Arrays and objects become one JSON string.
 */
export type ParamValue = string | number | bigint | boolean | object | null | undefined;
export type Params = Readonly<Record<string, ParamValue>>;

/** Parameters as text, ready to be signed and sent. */
export type Pairs = readonly (readonly [name: string, value: string])[];

type Digest = (secret: string, base: string) => string;

const md5Sandwich: Digest = (secret, base) => hash('md5', `${secret}${base}${secret}`, 'hex').toUpperCase();

/**
 * Every way of signing that an AliExpress gateway has ever documented, `kv` being all names and values in byte order of
 * the names, without separators:
 *
 * - `iop-system` (names with a slash, such as `/auth/token/create`): HMAC-SHA256 of path + kv. docId 1385, case 2.
 * - `iop-business` (names with dots, such as `aliexpress.affiliate.link.generate`): HMAC-SHA256 of kv. docId 1385, case 1.
 * - `top-md5`: MD5 of secret + kv + secret. docId 101617; the Taobao gateways no longer serve AliExpress.
 * - `top-hmac`: HMAC-MD5 of kv, without the secret in the text. docId 105423, its sample code (its prose says otherwise).
 * - `top-hmac-sha256`: HMAC-SHA256 of kv. docId 101617.
 *
 * The documents write `hex(sha256(...))` for the first two; their worked examples are HMAC.
 */
export const algorithms = {
  'iop-system': { signMethod: 'sha256', digest: hmac('sha256') },
  'iop-business': { signMethod: 'sha256', digest: hmac('sha256') },
  'top-md5': { signMethod: 'md5', digest: md5Sandwich },
  'top-hmac': { signMethod: 'hmac', digest: hmac('md5') },
  'top-hmac-sha256': { signMethod: 'hmac-sha256', digest: hmac('sha256') },
} as const satisfies Record<string, { signMethod: string; digest: Digest }>;

export type Algorithm = keyof typeof algorithms;

/** A request before it is signed. Only the system interface signs its path. */
export type Unsigned =
  | { algorithm: 'iop-system'; path: string; params: Params }
  | { algorithm: Exclude<Algorithm, 'iop-system'>; params: Params };

/** The open platform tells its two interfaces apart by the name of the API: a slash means system, dots mean business. */
export function interfaceOf(api: string): 'iop-system' | 'iop-business' {
  return api.includes('/') ? 'iop-system' : 'iop-business';
}

/** The path as it is signed. `/rest` belongs to the address, never to the signature (docId 1385, case 2). */
export function signedPath(path: string): string {
  return path.replace(/^\/rest(?=\/)/, '');
}

/**
 * The text of one value: `true`, `false`, plain decimal digits, or one JSON string for arrays and objects. The same
 * text is signed and sent.
 *
 * @throws RangeError for a number that has no plain decimal form (NaN, infinities, 1e21 and beyond, 1e-7 and below).
 */
export function valueText(value: Exclude<ParamValue, null | undefined>): string {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value === 'object') return JSON.stringify(value);
  const text = String(value);
  if (typeof value === 'number' && !Number.isSafeInteger(value) && !/^-?\d+(\.\d+)?$/.test(text)) {
    throw new RangeError(`${text} cannot be written in plain decimal digits`);
  }
  return text;
}

/**
 * What is signed, in the order in which it is signed: names in byte order (digits, upper case, `_`, lower case), values
 * raw and in UTF-8, never trimmed or URL-encoded; half a surrogate pair becomes U+FFFD, as in any form. `sign` and files
 * are left out. So are null, empty and blank values: SDKs disagree whether those are signed, therefore they are never
 * sent either.
 */
export function signedPairs(params: Params): Pairs {
  const pairs: [string, string][] = [];
  for (const { key, name } of inByteOrder(Object.keys(params))) {
    const text = signedText(params[key]);
    if (text !== undefined) pairs.push([name, text]);
  }
  return pairs;
}

/** The text that is digested, without the secret (`top-md5` puts the secret around it). */
export function baseString(request: Unsigned): string {
  let base = request.algorithm === 'iop-system' ? signedPath(request.path) : '';
  const { params } = request;
  for (const { key, name } of inByteOrder(Object.keys(params))) {
    const text = signedText(params[key]);
    if (text !== undefined) base += name + text;
  }
  return base;
}

/** The value of `sign`: upper-case hex, 64 digits (SHA-256) or 32 (MD5). The secret is used byte for byte. */
export function sign(request: Unsigned, secret: string): string {
  return algorithms[request.algorithm].digest(secret, baseString(request));
}

/** The text of a value, undefined for one that is neither signed nor sent. */
function signedText(value: ParamValue): string | undefined {
  if (value === null || value === undefined || isFile(value)) return undefined;
  const text = valueText(value);
  return isBlank(text) ? undefined : text;
}

function isFile(value: ParamValue): boolean {
  if (typeof value !== 'object') return false;
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof Blob;
}

function isBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  const isVisible = first > 0x20 && first < 0x7f;
  return !isVisible && !/\S/.test(text);
}

/** A parameter by its key in the request, and its name as it is signed and sent. */
type Name = { key: string; name: string };

/** Requests of one kind come one after the other and have the same names, so the last order is kept. */
let last: { keys: readonly string[]; sorted: readonly Name[] } = { keys: [], sorted: [] };

function inByteOrder(keys: readonly string[]): readonly Name[] {
  if (!areSame(keys, last.keys)) last = { keys, sorted: sortedNames(keys) };
  return last.sorted;
}

function areSame(keys: readonly string[], others: readonly string[]): boolean {
  if (keys.length !== others.length) return false;
  for (let at = 0; at < keys.length; at += 1) if (keys[at] !== others[at]) return false;
  return true;
}

const SURROGATE = /[\uD800-\uDFFF]/;

/** All but `sign`. Code units, JavaScript's own order, sort like UTF-8 bytes unless a surrogate takes part. */
function sortedNames(keys: readonly string[]): Name[] {
  const signed = keys.filter((key) => key !== 'sign');
  const sorted = signed.some((key) => SURROGATE.test(key))
    ? signed.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
    : signed.toSorted();
  return sorted.map((key) => ({ key, name: key.toWellFormed() }));
}
