import type { Refusal } from './refusal.ts';
import { ILLEGAL_TIMESTAMP, INCOMPLETE_SIGNATURE, INVALID_APP_KEY, missingParameter } from './refusal.ts';
import type { SignedRequest } from './signature.ts';
import { isSignedBy } from './signature.ts';

export interface Credentials {
  readonly appKey: string;
  readonly appSecret: string;
}

/** Furthest that a request's clock may be off, either way (developer.alibaba.com articleId 120691). */
const TOLERANCE_MS = 7_200_000;

const EPOCH_MS = /^\d{1,15}$/;
const UTC_ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/**
 * The checks that come before the method is looked at, in the gateway's order: the app key is known before the
 * signature is computed, so `IncompleteSignature` always means a known key. Undefined when all of them pass.
 */
export function checkRequest(request: SignedRequest, credentials: Credentials, now: number): Refusal | undefined {
  const { params } = request;
  const appKey = params.get('app_key');
  if (!appKey) return missingParameter('app_key');
  if (appKey !== credentials.appKey) return INVALID_APP_KEY;
  const missing = ['sign', 'timestamp', 'sign_method'].find((name) => !params.get(name));
  if (missing !== undefined) return missingParameter(missing);
  if (!isTimely(params.get('timestamp') ?? '', now)) return ILLEGAL_TIMESTAMP;
  return isSignedBy(credentials.appSecret, request) ? undefined : INCOMPLETE_SIGNATURE;
}

/** Epoch milliseconds or `2017-11-11T12:00:00Z`; any other form is refused, also the date-time of the older gateway. */
function isTimely(timestamp: string, now: number): boolean {
  if (!EPOCH_MS.test(timestamp) && !UTC_ISO.test(timestamp)) return false;
  const at = EPOCH_MS.test(timestamp) ? Number(timestamp) : Date.parse(timestamp);
  return Math.abs(now - at) <= TOLERANCE_MS;
}
