import { CLOCK_TOLERANCE_MS, skewWords } from '../aliexpress/clock.ts';
import { commonParams, knownApis, requiredCommon } from './apis.ts';
import type { Fault } from './fault.ts';
import { fault } from './fault.ts';
import type { SentParam, SentRequest } from './read-request.ts';
import type { Target } from './target.ts';
import { sentValue } from './target.ts';

/** What can be said about a request without knowing how it was signed. */
export type Structure = { request: SentRequest; target: Target | undefined; secret: string | undefined; now: number };

/** All faults that show in the parameters themselves. */
export function structuralFaults(structure: Structure): Fault[] {
  return [
    ...(structure.target?.faults ?? [unnamedFault(structure.request)]),
    ...placeFaults(structure.request),
    ...commonFaults(structure.request),
    ...credentialFaults(structure),
    ...signFaults(structure.request),
    ...signMethodFaults(structure.request),
    ...timestampFaults(structure),
    ...blankAndDoubleFaults(structure.request),
    ...encodingFaults(structure.request),
    ...(structure.target ? apiFaults(structure.request, structure.target) : []),
  ];
}

function unnamedFault({ address }: SentRequest): Fault {
  const what = 'Nothing in the request says which API it is for.';
  const remedy = address
    ? 'At /sync, send method=aliexpress.affiliate.… as a parameter; under /rest, the path names the API.'
    : 'Give the whole address, or a body with "method" in it.';
  return fault('no-method', 'request', what, remedy);
}

function placeFaults({ params }: SentRequest): Fault[] {
  const inHeaders = params.filter(({ where }) => where === 'header').map(({ name }) => name);
  const faults: Fault[] = [];
  if (inHeaders.length > 0) {
    const what = `${list(inHeaders)} ${inHeaders.length > 1 ? 'are' : 'is'} sent as a header, where the gateway does not look.`;
    faults.push(fault('in-header', 'request', what, 'Send it in the query or in the form.'));
  }
  if (params.some(({ where }) => where === 'json')) {
    const what = 'The parameters are a JSON object; the gateway reads forms.';
    faults.push(fault('json-body', 'request', what, 'Send them as application/x-www-form-urlencoded.'));
  }
  return faults;
}

function commonFaults(request: SentRequest): Fault[] {
  const missing = requiredCommon.filter((name) => !sentValue(request, name));
  if (missing.length === 0) return [];
  const what = `${list(missing)} ${missing.length > 1 ? 'are' : 'is'} missing.`;
  return [fault('missing-common', 'request', what, 'Every call needs app_key, timestamp, sign_method and sign.')];
}

/** App keys are digits, secrets are letters and digits of 32 places or so. */
function credentialFaults({ request, secret }: Structure): Fault[] {
  const faults: Fault[] = [];
  const appKey = sentValue(request, 'app_key');
  const isSecret = (param: SentParam) =>
    /^(app_?secret|client_secret|secret)$/i.test(param.name) ||
    (secret && param.value === secret && param.name !== 'app_key');
  for (const { name } of request.params.filter(isSecret)) {
    const what = `The app secret is sent, as the parameter "${name}".`;
    const remedy = 'Leave it out. Since it has left your program, reset the secret in the console.';
    faults.push(fault('secret-sent', 'request', what, remedy));
  }
  const swapped = secret && (appKey === secret || (/^\d{5,9}$/.test(secret) && !/^\d+$/.test(appKey ?? '')));
  if (swapped) {
    const what = 'App key and app secret are swapped: the request carries the secret as app_key.';
    faults.push(fault('swapped', 'request', what, 'The app key is the short number, the secret the long text.'));
  } else if (appKey && !/^\d+$/.test(appKey)) {
    const why = /^\d*\s|\s$|^\uFEFF/.test(appKey)
      ? 'white space or a byte order mark around it'
      : 'something else than digits in it';
    faults.push(
      fault('app-key-form', 'request', `app_key has ${why}.`, 'Send the digits of the app key and nothing else.'),
    );
  }
  if (secret && secret.replace(/^[\s\uFEFF]+|[\s\uFEFF]+$/g, '') !== secret) {
    const what = 'The secret that Waybill was given has white space or a byte order mark (BOM) around it.';
    faults.push(fault('secret-spelling', 'note', what, 'Remove it from the settings.'));
  }
  return faults;
}

/** Stands in every cURL sample of the documents, whatever the parameters. */
const PLACEHOLDER = 'D13F2A03BE94D9AAE9F933FFA7B13E0A5AD84A3DAEBC62A458A3C382EC2E91EC';

function signFaults(request: SentRequest): Fault[] {
  const sign = sentValue(request, 'sign');
  if (!sign) return [];
  if (sign.toUpperCase() === PLACEHOLDER) {
    const what =
      'The sign is the placeholder of the cURL samples in the documents; it was never computed from anything.';
    return [fault('sign-form', 'request', what, 'Compute it.')];
  }
  if (!/^[\da-f]+$/i.test(sign)) {
    const base64 = /^[\w+/ -]+={0,2}$/.test(sign) ? ' It looks like base64.' : '';
    return [
      fault(
        'sign-form',
        'request',
        `The sign is not hexadecimal.${base64}`,
        'Write the digest as 64 upper-case hex digits.',
      ),
    ];
  }
  const faults: Fault[] = [];
  if (sign.length !== 64) {
    const what = `The sign has ${sign.length} digits; HMAC-SHA256 gives 64.`;
    faults.push(fault('sign-length', 'request', what, 'Use HMAC-SHA256.'));
  }
  if (/[a-f]/.test(sign)) {
    const what = 'The sign is in lower-case hex.';
    faults.push(fault('case', 'sign', what, 'Send upper case; whether AliExpress takes lower case is not documented.'));
  }
  return faults;
}

function signMethodFaults(request: SentRequest): Fault[] {
  const method = sentValue(request, 'sign_method');
  if (!method || method === 'sha256') return [];
  const old = ['md5', 'hmac', 'hmac-sha256'].includes(method);
  const what = old
    ? `sign_method=${method} belongs to the old Taobao gateways; no document of this gateway names it.`
    : `sign_method=${method} is not a name that the gateway knows.`;
  return [fault('sign-method', 'request', what, 'Send sign_method=sha256, and sign with HMAC-SHA256.')];
}

function timestampFaults({ request, now }: Structure): Fault[] {
  const timestamp = sentValue(request, 'timestamp');
  if (!timestamp) return [];
  const remedy = 'Send milliseconds since 1970 (13 digits), such as Date.now().';
  if (/^\d{10}$/.test(timestamp)) {
    return [fault('timestamp', 'request', 'The timestamp is in seconds; the gateway wants milliseconds.', remedy)];
  }
  if (/^\d{4}-\d\d-\d\d[ +]\d\d:\d\d:\d\d$/.test(timestamp)) {
    const what =
      'The timestamp is a date and time. The old Taobao gateways want that in GMT+8, this one wants milliseconds; in UTC it is wrong for both.';
    return [fault('timestamp', 'request', what, remedy)];
  }
  const time = /^\d{13}$/.test(timestamp) ? Number(timestamp) : isoTime(timestamp);
  if (time === undefined)
    return [fault('timestamp', 'request', 'The timestamp has a form that the gateway does not know.', remedy)];
  return Math.abs(time - now) > CLOCK_TOLERANCE_MS ? [ageFault(time - now)] : [];
}

function isoTime(timestamp: string): number | undefined {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(timestamp) ? Date.parse(timestamp) : undefined;
}

function ageFault(aheadMs: number): Fault {
  const words = skewWords(-aheadMs).replace(/ (behind|ahead)$/, '');
  return aheadMs > 0
    ? fault(
        'timestamp',
        'request',
        `The timestamp is ${words} in the future.`,
        'Set the clock of the machine that sends it.',
      )
    : fault(
        'timestamp',
        'note',
        `The timestamp is ${words} old by now.`,
        'A request is refused when its time is more than 2 hours off. Sign it anew for another try.',
      );
}

function blankAndDoubleFaults({ params }: SentRequest): Fault[] {
  const blank = params.filter(({ value }) => value.trim() === '').map(({ name }) => name);
  const names = params.map(({ name }) => name);
  const twice = [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
  const faults: Fault[] = [];
  if (blank.length > 0) {
    const what = `${list(blank)} ${blank.length > 1 ? 'are' : 'is'} sent without a value. Some SDKs sign the bare name, others leave it out.`;
    faults.push(fault('blank', 'note', what, 'Do not send parameters without a value.'));
  }
  if (twice.length > 0) {
    faults.push(
      fault(
        'twice',
        'request',
        `${list(twice)} ${twice.length > 1 ? 'are' : 'is'} sent more than once.`,
        'Send each parameter once.',
      ),
    );
  }
  return faults;
}

/** Characters that change what arrives, and those that happen to survive a query unencoded. */
const HARMFUL = /[\s"<>#^`{|}\\]|[^\p{ASCII}]|%(?![\da-f]{2})/iu;
const UNENCODED = /[^\w\-.~!'()*%+]/;

function encodingFaults({ params }: SentRequest): Fault[] {
  const written = params.filter(({ where }) => where === 'query' || where === 'form');
  const harmful = written.filter(({ raw }) => HARMFUL.test(raw)).map(({ name }) => name);
  const harmless = written.filter(({ raw }) => UNENCODED.test(raw) && !HARMFUL.test(raw)).map(({ name }) => name);
  const remedy = 'URL-encode every value when it is sent, after signing it raw.';
  const faults: Fault[] = [];
  if (harmful.length > 0) {
    const what = `${list(harmful)} ${harmful.length > 1 ? 'are' : 'is'} sent without URL-encoding, so another value may arrive.`;
    faults.push(fault('wire-encoding', 'request', what, remedy));
  }
  if (harmless.length > 0) {
    const what = `${list(harmless)} ${harmless.length > 1 ? 'are' : 'is'} sent without URL-encoding: harmless here, but wrong as soon as a value holds &, +, %, # or a space.`;
    faults.push(fault('wire-encoding', 'note', what, remedy));
  }
  const double = params.filter(({ value }) => /^https?%3A%2F%2F/i.test(value)).map(({ name }) => name);
  if (double.length > 0) {
    faults.push(
      fault('value', 'next', `${list(double)} ${double.length > 1 ? 'are' : 'is'} URL-encoded twice.`, 'Encode once.'),
    );
  }
  return faults;
}

function apiFaults(request: SentRequest, { api, kind, path, faults: found }: Target): Fault[] {
  const known = knownApis[api];
  const faults = valueFaults(request, api);
  if (kind === 'iop-business' && !sentValue(request, 'method')) {
    faults.push(fault('no-method', 'request', 'method is missing.', `Send method=${api} as a parameter, and sign it.`));
  }
  const misplaced = found.some(({ id }) => id === 'endpoint');
  if (kind === 'iop-system' && sentValue(request, 'method') && path !== '/rest' && !misplaced) {
    const what = 'method is not a parameter of an API with slashes; its path names it.';
    faults.push(fault('method-param', 'note', what, 'Leave it out.'));
  }
  if (known === undefined) return faults;
  const missing = known.required.filter((name) => !sentValue(request, name));
  if (missing.length > 0) {
    const what = `${api} also needs ${list(missing)}.`;
    faults.push(fault('missing-parameter', 'next', what, 'Without it the answer is MissingParameter.'));
  }
  const takes = new Set([...commonParams, ...known.required, ...known.optional]);
  const strange = request.params.map(({ name }) => name).filter((name) => !takes.has(name) && !/secret/i.test(name));
  if (strange.length > 0) {
    const what = `${list(strange)} ${strange.length > 1 ? 'are not parameters' : 'is not a parameter'} of ${api}.`;
    faults.push(
      fault(
        'not-a-parameter',
        'note',
        what,
        'Leave it out; it does no harm only as long as it is signed raw like the others.',
      ),
    );
  }
  return faults;
}

const LISTS: Record<string, number> = { source_values: 50, product_ids: 50, order_ids: 50, sku_ids: 20 };

function valueFaults(request: SentRequest, api: string): Fault[] {
  const faults: Fault[] = [];
  const code = sentValue(request, 'code');
  if (api.endsWith('/create') && code && (code.length < 10 || /^(test|code|your)/i.test(code))) {
    const what = `code=${code} is no authorisation code: with the right sign the answer is InvalidCode.`;
    faults.push(
      fault(
        'value',
        'next',
        what,
        'Take the code from the address that /oauth/authorize leads back to, and exchange it at once; it works one time.',
      ),
    );
  }
  const linkType = sentValue(request, 'promotion_link_type');
  if (linkType !== undefined && !/^[012]$/.test(linkType)) {
    const what = `promotion_link_type=${linkType} is not a link type.`;
    faults.push(fault('value', 'next', what, 'Send 0 (standard commission) or 2 (hot-product commission).'));
  }
  for (const [name, most] of Object.entries(LISTS)) {
    const count = (sentValue(request, name) ?? '').split(',').length;
    if (count > most)
      faults.push(fault('value', 'next', `${name} has ${count} entries.`, `Send up to ${most} in one call.`));
  }
  return faults;
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
