import type { FailureCode } from '../../lib/contract/failure.ts';
import type { Fault } from './fault.ts';

/**
 * What may be done about an error without asking anybody.
 *
 * - `never`: the same call would fail again.
 * - `later`: it may work, but not within the time a person waits.
 * - `after-ban`: wait as many seconds as the gateway said, then again.
 * - `back-off`: a few more times, waiting longer each time.
 * - `after-clock`: once more, signed with the gateway's time.
 * - `after-refresh`: once more with a fresh access token, which its owner has to get.
 */
export type RetryRule = 'never' | 'later' | 'after-ban' | 'back-off' | 'after-clock' | 'after-refresh';

/**
 * One row: the codes that AliExpress uses, our code for them, what happened and what to do. `{api}`, `{package}`,
 * `{parameter}`, `{trackingId}`, `{seconds}`, `{skew}`, `{code}` and `{words}` are filled in. A code that ends in `*` is a prefix; `text`
 * narrows a row to replies whose words match.
 */
export type ErrorRow = {
  id: string;
  where: Fault['where'] | 'link';
  codes: readonly string[];
  text?: RegExp;
  failure: FailureCode;
  cause: string;
  remedy: string;
  retry: RetryRule;
};

/**
 * The errors of the open platform (IOP: names), of the Taobao gateways (TOP: numbers, docId 101617), of the affiliate
 * service (`resp_code`), of single links, and of the way there. The first row that fits decides; sub codes are tried
 * before codes. Names and remedies as documented and reported until 2026-11.
 */
export const errorTable: readonly ErrorRow[] = [
  {
    id: 'top-switched-off',
    where: 'gateway',
    codes: ['*'],
    text: /platform system blacklist|taobao open platform.*offline/i,
    failure: 'gateway_unavailable',
    cause: 'AliExpress has left the Taobao gateways; this one no longer serves it.',
    remedy: 'On the backend, set ALIEXPRESS_GATEWAY_URL to https://api-sg.aliexpress.com.',
    retry: 'never',
  },
  {
    id: 'account-migration',
    where: 'gateway',
    codes: ['isv.account-migration-check-fail'],
    failure: 'access_token_needed',
    cause: 'AliExpress stopped the authorisation: the account did not pass its migration check.',
    remedy:
      'The signature was right. No document explains this check; most likely the account has not moved fully to the new open platform. Authorise with another fully registered account, or open a ticket with AliExpress.',
    retry: 'never',
  },
  {
    id: 'reach-limit',
    where: 'gateway',
    codes: ['*'],
    text: /\breach(ed)? limit\b/i,
    failure: 'gateway_busy',
    cause: 'AliExpress answered "Reach Limit".',
    remedy:
      'No document explains it; most likely too many token requests in a short time. Wait some minutes, then authorise once.',
    retry: 'later',
  },
  {
    id: 'signature',
    where: 'gateway',
    codes: ['IncompleteSignature', 'InvalidSignature', '25'],
    failure: 'signature_rejected',
    cause: 'AliExpress refused the signature: the app secret of the backend does not fit its app key.',
    remedy: 'Copy the app secret from the AliExpress console again, then run "npx waybill doctor" on the backend.',
    retry: 'never',
  },
  {
    id: 'app-key',
    where: 'gateway',
    codes: ['InvalidAppKey', 'InvalidAppkey', '28', '29'],
    failure: 'app_key_rejected',
    cause: 'AliExpress does not know the app key of the backend.',
    remedy: 'Compare ALIEXPRESS_APP_KEY with the AliExpress console, see that the app is online, restart the backend.',
    retry: 'never',
  },
  {
    id: 'token-missing',
    where: 'gateway',
    codes: ['MissingParameter', '26', '40'],
    text: /access_token|\bsession\b/i,
    failure: 'access_token_needed',
    cause: 'AliExpress wants an access token for {api}.',
    remedy: 'Run "npx waybill authorize" on the backend and open the link that it prints.',
    retry: 'never',
  },
  {
    id: 'parameter-missing',
    where: 'gateway',
    codes: ['MissingParameter', '21', '24', '30', '40', '32'],
    failure: 'invalid_request',
    cause: 'AliExpress misses {parameter} in the call of {api}.',
    remedy: 'Add it. If it was sent, look for a proxy that drops parts of form bodies; headers are not read.',
    retry: 'never',
  },
  {
    id: 'parameter-invalid',
    where: 'gateway',
    codes: ['InvalidParameter', '41', '23', '33', '34'],
    failure: 'invalid_request',
    cause: 'AliExpress refused a value in the call of {api}.',
    remedy: 'AliExpress said: "{words}".',
    retry: 'never',
  },
  {
    id: 'no-such-method',
    where: 'gateway',
    codes: ['InvalidApiPath', 'InvalidMethod', '22'],
    failure: 'invalid_request',
    cause: 'AliExpress has no {api} at this address.',
    remedy:
      'Names with a slash live under /rest, names with dots under /sync. Check the name and ALIEXPRESS_GATEWAY_URL.',
    retry: 'never',
  },
  {
    id: 'clock',
    where: 'gateway',
    codes: ['IllegalTimestamp', 'InvalidTimestamp', '31'],
    failure: 'clock_skew',
    cause: 'AliExpress refused the time of the request: the clock of the backend is {skew}.',
    remedy: 'Turn on automatic time on that machine and try again.',
    retry: 'after-clock',
  },
  {
    id: 'permission',
    where: 'gateway',
    codes: [
      'InsufficientPermission',
      'isv.permission-api-package-limit',
      'isv.insufficient-permission',
      '11',
      '12',
      '13',
      '42',
    ],
    failure: 'permission_missing',
    cause: 'The AliExpress app may not use {api}.',
    remedy: 'Apply for the permission package {package} in the AliExpress console.',
    retry: 'never',
  },
  {
    id: 'address-not-listed',
    where: 'gateway',
    codes: ['AppWhiteIpLimit'],
    failure: 'permission_missing',
    cause: 'The AliExpress app takes calls only from listed addresses, and this machine is not on its list.',
    remedy:
      'Add the public IP address of the backend to the IP white list of the app in the console, or empty the list.',
    retry: 'never',
  },
  {
    id: 'token-rejected',
    where: 'gateway',
    codes: ['IllegalAccessToken', 'isv.invalid-authorization', '27'],
    failure: 'access_token_needed',
    cause: 'AliExpress refused the access token: it is wrong or has expired.',
    remedy: 'Run "npx waybill authorize" on the backend and authorise again.',
    retry: 'after-refresh',
  },
  {
    id: 'refresh-token-rejected',
    where: 'gateway',
    codes: ['IllegalRefreshToken'],
    failure: 'access_token_needed',
    cause: 'AliExpress refused the refresh token: the authorisation has ended.',
    remedy: 'Run "npx waybill authorize" on the backend and authorise again.',
    retry: 'never',
  },
  {
    id: 'code-rejected',
    where: 'gateway',
    codes: ['InvalidCode', 'isv.param-authorization.code.invalid'],
    failure: 'access_token_needed',
    cause: 'AliExpress refused the authorisation code: it was used before, is too old, or belongs to another app.',
    remedy:
      'Run "npx waybill authorize" on the backend again; a code works once, within minutes, for the app that asked for it.',
    retry: 'never',
  },
  {
    id: 'authorisation-kind',
    where: 'gateway',
    codes: ['AUTH_TYPE_UNSUPPORTED'],
    failure: 'access_token_needed',
    cause: 'AliExpress does not offer this token call to the app.',
    remedy: 'Use the other pair of token calls (/auth/token/security/create and /auth/token/security/refresh).',
    retry: 'never',
  },
  {
    id: 'call-limit',
    where: 'gateway',
    codes: ['ApiCallLimit', '7', 'accesscontrol.limited-by-app-api-access-count'],
    failure: 'gateway_busy',
    cause: 'AliExpress is limiting the calls of the app for {seconds}.',
    remedy: 'Wait that long and try again.',
    retry: 'after-ban',
  },
  {
    id: 'app-limit',
    where: 'gateway',
    codes: ['AppCallLimit'],
    failure: 'gateway_busy',
    cause: 'The app has used up what AliExpress allows it for now.',
    remedy: 'Wait some minutes. If it comes back often, ask for a higher limit in the AliExpress console.',
    retry: 'later',
  },
  {
    id: 'service-down',
    where: 'gateway',
    codes: ['ServiceUnavailable', 'ServiceTimeout', 'InternalError', 'isp.*', '8', '9', '10'],
    failure: 'gateway_unavailable',
    cause: 'A service behind the AliExpress gateway does not answer.',
    remedy: 'Try again in a minute.',
    retry: 'back-off',
  },
  {
    id: 'caller-refused',
    where: 'gateway',
    codes: ['isv.*'],
    failure: 'invalid_request',
    cause: 'AliExpress refused the call of {api} ({code}).',
    remedy: 'AliExpress said: "{words}".',
    retry: 'never',
  },
  {
    id: 'remote-service',
    where: 'gateway',
    codes: ['15'],
    failure: 'gateway_unavailable',
    cause: 'A service behind the AliExpress gateway failed.',
    remedy: 'Try again in a minute.',
    retry: 'back-off',
  },
  {
    id: 'publisher',
    where: 'resp_code',
    codes: ['401'],
    failure: 'publisher_not_registered',
    cause: 'AliExpress does not know this account as an affiliate publisher.',
    remedy: 'Register in AliExpress Portals with the same account that owns the app key.',
    retry: 'never',
  },
  {
    id: 'tracking-id',
    where: 'resp_code',
    codes: ['402'],
    failure: 'tracking_id_rejected',
    cause: 'AliExpress refused {trackingId}.',
    remedy: 'Check it under Tracking IDs in Portals, or choose another.',
    retry: 'never',
  },
  {
    id: 'system-error',
    where: 'resp_code',
    codes: ['404'],
    failure: 'gateway_unavailable',
    cause: 'The affiliate service of AliExpress had an error.',
    remedy: 'Try again in a minute.',
    retry: 'back-off',
  },
  {
    id: 'link-missing',
    where: 'link',
    codes: ['missing', 'empty'],
    failure: 'not_in_programme',
    cause: 'AliExpress gives no affiliate link for this page.',
    remedy: 'It pays no commission. Choose another seller or product.',
    retry: 'never',
  },
  {
    id: 'link-foreign',
    where: 'link',
    codes: ['foreign'],
    failure: 'gateway_unreadable',
    cause: 'AliExpress answered with a link that does not lead to AliExpress; it was not passed on.',
    remedy: 'Try again. If it stays, the log of the backend says what came.',
    retry: 'never',
  },
  {
    id: 'no-answer',
    where: 'transport',
    codes: ['timeout', 'network'],
    failure: 'gateway_unavailable',
    cause: 'AliExpress did not answer ({words}).',
    remedy: 'Try again in a minute. If it stays, run "npx waybill doctor" on the backend.',
    retry: 'back-off',
  },
  {
    id: 'resting',
    where: 'transport',
    codes: ['resting'],
    failure: 'gateway_unavailable',
    cause: 'AliExpress has failed several times in a row, so Waybill lets it rest for a moment.',
    remedy: 'Try again in half a minute.',
    retry: 'never',
  },
  {
    id: 'crowded',
    where: 'transport',
    codes: ['crowded'],
    failure: 'gateway_busy',
    cause: 'Too many calls are waiting for AliExpress, which takes them one after the other.',
    remedy: 'Wait a few seconds and try again.',
    retry: 'later',
  },
  {
    id: 'stopped',
    where: 'transport',
    codes: ['stopped'],
    failure: 'gateway_unavailable',
    cause: 'The backend was stopped before AliExpress answered.',
    remedy: 'Try again when it runs.',
    retry: 'never',
  },
  {
    id: 'too-large',
    where: 'transport',
    codes: ['too-large'],
    failure: 'gateway_unreadable',
    cause: 'The answer of AliExpress is larger than Waybill reads ({words}).',
    remedy: 'Ask for fewer entries at a time.',
    retry: 'never',
  },
  {
    id: 'front-busy',
    where: 'reply',
    codes: ['http-429'],
    failure: 'gateway_busy',
    cause: 'The front server of AliExpress is limiting requests.',
    remedy: 'Wait a minute and try again.',
    retry: 'back-off',
  },
  {
    id: 'front-down',
    where: 'reply',
    codes: ['http-5xx'],
    failure: 'gateway_unavailable',
    cause: 'The front server of AliExpress answered instead of the gateway ({words}).',
    remedy: 'Try again in a minute.',
    retry: 'back-off',
  },
  {
    id: 'unreadable',
    where: 'reply',
    codes: ['not-json', 'shape'],
    failure: 'gateway_unreadable',
    cause: 'AliExpress answered in a form that Waybill does not know ({words}).',
    remedy: 'Check ALIEXPRESS_GATEWAY_URL on the backend. If it is right, its log says what came.',
    retry: 'never',
  },
];

/** For a code that stands in no row: the platform and the service behind may recover, the rest will not. */
export const unknownRows = {
  theirs: {
    id: 'unknown-theirs',
    where: 'gateway',
    codes: [],
    failure: 'gateway_unavailable',
    cause: 'AliExpress failed on its own side ({code}).',
    remedy: 'Try again in a minute.',
    retry: 'back-off',
  },
  refused: {
    id: 'unknown-refusal',
    where: 'gateway',
    codes: [],
    failure: 'gateway_unreadable',
    cause: 'AliExpress refused {api} with a code that Waybill does not know ({code}).',
    remedy: 'AliExpress said: "{words}".',
    retry: 'never',
  },
} as const satisfies Record<string, ErrorRow>;
