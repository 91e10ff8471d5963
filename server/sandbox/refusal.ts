/** Why the gateway refuses a call. `ISV`: the caller's fault, `ISP`: the service behind, `SYSTEM`: the platform. */
export interface Refusal {
  readonly type: 'ISV' | 'ISP' | 'SYSTEM';
  /** A word on the current gateway, a number on the older one. */
  readonly code: string | number;
  readonly message: string;
  readonly subCode?: string;
  readonly subMessage?: string;
}

/** A refusal that is the caller's fault: most are. */
function callersFault(code: string, message: string): Refusal {
  return { type: 'ISV', code, message };
}

export function missingParameter(name: string): Refusal {
  return callersFault(
    'MissingParameter',
    `The input parameter "${name}" that is mandatory for processing this request is not supplied`,
  );
}

export function invalidParameter(name: string): Refusal {
  return callersFault('InvalidParameter', `The specified parameter "${name}" is not valid`);
}

export const INVALID_APP_KEY = callersFault('InvalidAppKey', 'The specified App Key is invalid');

export const ILLEGAL_TIMESTAMP = callersFault(
  'IllegalTimestamp',
  'The specified timestamp is not well formed or is too far from the time of the platform',
);

export const INCOMPLETE_SIGNATURE = callersFault(
  'IncompleteSignature',
  'The request signature does not conform to platform standards',
);

export const INVALID_API_PATH = callersFault('InvalidApiPath', 'The specified API Path is invalid');

export const INSUFFICIENT_PERMISSION = callersFault(
  'InsufficientPermission',
  'The application has no permission to call this API',
);

export const ILLEGAL_ACCESS_TOKEN = callersFault(
  'IllegalAccessToken',
  'The specified access token is invalid or expired',
);

/** Wrong, used, expired, or of another app: the gateway does not say which. */
export const INVALID_CODE = callersFault('InvalidCode', 'Invalid authorization code');

export const ILLEGAL_REFRESH_TOKEN = callersFault(
  'IllegalRefreshToken',
  'The specified refresh token is invalid or expired',
);

/** `seconds` of 0 and 1 were seen on the live gateway. */
export function apiCallLimit(seconds: number): Refusal {
  return callersFault('ApiCallLimit', `Api access frequency exceeds the limit. this ban will last ${seconds} seconds`);
}
