import * as z from 'zod/mini';

/**
 * The closed list of things that can go wrong, shared by the backend and the extension. Each has the HTTP status it
 * travels under, one sentence that says what happened, and one next step, complete on their own for whoever reads them
 * in an answer or on the command line. `retryable` means that the same request may succeed later without anybody
 * changing anything.
 */
export const failures = {
  not_aliexpress: {
    status: 422,
    message: 'This address is not on AliExpress.',
    hint: 'Open a product on AliExpress and try again.',
    retryable: false,
  },
  not_a_product: {
    status: 422,
    message: 'This address is not an AliExpress product.',
    hint: 'Open the product page itself and try again.',
    retryable: false,
  },
  short_link: {
    status: 422,
    message: 'This short link already belongs to a publisher.',
    hint: 'Open it yourself, then use the address of the page that it leads to.',
    retryable: false,
  },
  not_in_programme: {
    status: 422,
    message: 'AliExpress gives no affiliate link for this page.',
    hint: 'It pays no commission. Choose another seller or product.',
    retryable: false,
  },
  tracking_id_rejected: {
    status: 422,
    message: 'AliExpress refused the tracking id.',
    hint: 'Check it under Tracking IDs in Portals, or choose another.',
    retryable: false,
  },
  publisher_not_registered: {
    status: 502,
    message: 'AliExpress does not know this account as an affiliate publisher.',
    hint: 'Register in AliExpress Portals with the same account that owns the app key.',
    retryable: false,
  },
  signature_rejected: {
    status: 502,
    message: 'AliExpress refused the signature: the app secret of the backend does not fit its app key.',
    hint: 'Copy the app secret from the AliExpress console again, then run "npx waybill doctor" on the backend.',
    retryable: false,
  },
  app_key_rejected: {
    status: 502,
    message: 'AliExpress does not know the app key of the backend.',
    hint: 'Compare ALIEXPRESS_APP_KEY with the AliExpress console, then restart the backend.',
    retryable: false,
  },
  clock_skew: {
    status: 502,
    message: 'AliExpress refused the request because the clock of the backend is wrong.',
    hint: 'Set the clock of that machine (turn on automatic time) and try again.',
    retryable: false,
  },
  permission_missing: {
    status: 502,
    message: 'The AliExpress app may not use this function.',
    hint: 'Apply for its permission package in the AliExpress console.',
    retryable: false,
  },
  access_token_needed: {
    status: 502,
    message: 'AliExpress wants an authorised account for this function.',
    hint: 'Run "npx waybill authorize" on the backend and open the link that it prints.',
    retryable: false,
  },
  gateway_busy: {
    status: 503,
    message: 'AliExpress is limiting requests at the moment.',
    hint: 'Wait a few seconds and try again.',
    retryable: true,
  },
  gateway_unavailable: {
    status: 502,
    message: 'AliExpress did not answer.',
    hint: 'Try again in a minute.',
    retryable: true,
  },
  gateway_unreadable: {
    status: 502,
    message: 'AliExpress answered in a form that Waybill does not know.',
    hint: 'Try again. If it stays, the log of the backend says what came.',
    retryable: true,
  },
  quota_exhausted: {
    status: 429,
    message: 'The calls that may be spent today are used up.',
    hint: 'They come back at 16:00 UTC.',
    retryable: true,
  },
  rate_limited: {
    status: 429,
    message: 'Too many requests in a short time.',
    hint: 'Wait a moment and try again.',
    retryable: true,
  },
  unauthorized: {
    status: 401,
    message: 'The backend does not know this access.',
    hint: 'Pair again: whoever runs the backend makes a pairing link with "npx waybill pair".',
    retryable: false,
  },
  invalid_request: {
    status: 400,
    message: 'The request is not in the form that the backend expects.',
    hint: 'Compare it with /openapi.json of the backend.',
    retryable: false,
  },
  too_large: {
    status: 413,
    message: 'The request is too large.',
    hint: 'Send fewer entries at a time.',
    retryable: false,
  },
  not_found: {
    status: 404,
    message: 'There is nothing here.',
    hint: 'Check the address.',
    retryable: false,
  },
  backend_unreachable: {
    status: 503,
    message: 'The Waybill backend does not answer.',
    hint: 'See that it runs, and try again.',
    retryable: true,
  },
  not_paired: {
    status: 401,
    message: 'Waybill is not paired with a backend yet.',
    hint: 'Paste a pairing link into its options: whoever runs the backend makes one with "npx waybill pair".',
    retryable: false,
  },
  internal: {
    status: 500,
    message: 'Something went wrong inside Waybill.',
    hint: 'Try again. If it stays, the log of the backend says more.',
    retryable: true,
  },
} as const satisfies Record<string, { status: number; message: string; hint: string; retryable: boolean }>;

export type FailureCode = keyof typeof failures;

export const failureCodes = Object.keys(failures) as FailureCode[];

export const FailureCode = z.enum(failureCodes as [FailureCode, ...FailureCode[]]);

/** A failure as data: the form in which it crosses every border. */
export const Failure = z.object({
  code: FailureCode,
  message: z.string(),
  hint: z.optional(z.string()),
  retryable: z.boolean(),
  /** ISO 8601, UTC: when the same request may succeed, where that is known. */
  retryAt: z.optional(z.iso.datetime()),
});
export type Failure = z.infer<typeof Failure>;

/** What is known of one failure beyond its code. */
export type FailureDetails = Partial<Pick<Failure, 'message' | 'hint' | 'retryAt'>>;

/** The failure of a code, with its standard words unless better ones are known. */
export function failure(code: FailureCode, details: FailureDetails = {}): Failure {
  const { message, hint, retryable } = failures[code];
  return { code, message, hint, retryable, ...details };
}
