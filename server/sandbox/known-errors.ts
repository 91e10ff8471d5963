import type { ErrorFault } from './faults.ts';
import type { Refusal } from './refusal.ts';
import {
  apiCallLimit,
  ILLEGAL_ACCESS_TOKEN,
  ILLEGAL_REFRESH_TOKEN,
  ILLEGAL_TIMESTAMP,
  INCOMPLETE_SIGNATURE,
  INSUFFICIENT_PERMISSION,
  INVALID_API_PATH,
  INVALID_APP_KEY,
  INVALID_CODE,
  invalidParameter,
  missingParameter,
} from './refusal.ts';

const TOP_OFFLINE = 'Taobao Open Platform (TOP) has been offline. Please migrate to the new open platform.';

/** Errors that the sandbox never raises by itself. */
const INJECTED: Readonly<Record<string, Omit<Refusal, 'code'> & { readonly code?: number }>> = {
  InvalidTimestamp: { type: 'ISV', message: ILLEGAL_TIMESTAMP.message },
  AppWhiteIpLimit: { type: 'ISV', message: 'The source IP is not in the white list of the application' },
  AppCallLimit: { type: 'ISV', message: 'The call quota of the application is used up' },
  ServiceUnavailable: { type: 'ISP', message: 'The service is temporarily unavailable' },
  AUTH_TYPE_UNSUPPORTED: { type: 'ISV', message: 'The authorization type is not supported' },
  'isv.permission-api-package-limit': { type: 'ISV', message: 'The permission package does not include this API' },
  'Platform System blacklist': { type: 'SYSTEM', code: 2, message: `Platform System blacklist: ${TOP_OFFLINE}` },
  // Reported once, inside the older gateway's "remote service error"; no document explains it.
  'isv.account-migration-check-fail': {
    type: 'ISV',
    code: 15,
    message: 'Remote service error',
    subCode: 'isv.account-migration-check-fail',
  },
  // Reported once, by its words only; the shape is a guess.
  'Reach Limit': { type: 'ISV', message: 'Reach Limit' },
};

/** Numeric codes of the older gateway (TOP). */
const NUMBERED: Readonly<Record<number, string>> = {
  7: 'App Call Limited',
  10: 'Service Currently Unavailable',
  11: 'Insufficient ISV Permissions',
  12: 'Insufficient User Permissions',
  13: 'Insufficient Partner Permissions',
  15: 'Remote service error',
  21: 'Missing Method',
  22: 'Invalid Method',
  23: 'Invalid Format',
  24: 'Missing Signature',
  25: 'Invalid Signature',
  26: 'Missing Session',
  27: 'Invalid Session',
  28: 'Missing App Key',
  29: 'Invalid App Key',
  30: 'Missing Timestamp',
  31: 'Invalid Timestamp',
  32: 'Missing Version',
  33: 'Invalid Version',
  34: 'Unsupported Version',
  40: 'Missing Required Arguments',
  41: 'Invalid Arguments',
  42: 'Forbidden Request',
};

const OWN: readonly Refusal[] = [
  INVALID_APP_KEY,
  ILLEGAL_TIMESTAMP,
  INCOMPLETE_SIGNATURE,
  INVALID_API_PATH,
  INSUFFICIENT_PERMISSION,
  ILLEGAL_ACCESS_TOKEN,
  ILLEGAL_REFRESH_TOKEN,
  INVALID_CODE,
  missingParameter('x'),
  invalidParameter('x'),
];

/** The refusal that an injected error stands for; what the fault itself says wins over the tables. */
export function refusalOf(fault: ErrorFault): Refusal {
  const { kind: _kind, code, banSeconds = 1, enforced: _enforced, ...said } = fault;
  const known = typeof code === 'number' ? numbered(code, banSeconds) : named(code, banSeconds);
  return { ...known, ...said };
}

function named(code: string, banSeconds: number): Refusal {
  if (code === 'ApiCallLimit') return apiCallLimit(banSeconds);
  const own = OWN.find((refusal) => refusal.code === code);
  return own ?? { code, ...(INJECTED[code] ?? { type: 'ISV', message: code }) };
}

function numbered(code: number, banSeconds: number): Refusal {
  const refusal: Refusal = { type: code === 10 ? 'ISP' : 'ISV', code, message: NUMBERED[code] ?? `Error ${code}` };
  if (code !== 7) return refusal;
  return {
    ...refusal,
    subCode: 'accesscontrol.limited-by-app-api-access-count',
    subMessage: `This ban will last for ${banSeconds} more seconds`,
  };
}
