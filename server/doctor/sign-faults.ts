import type { Fault } from './fault.ts';
import { fault } from './fault.ts';
import type { SentRequest } from './read-request.ts';
import { sentValue } from './target.ts';

/** Stands in every cURL sample of the documents, whatever the parameters. */
const PLACEHOLDER = 'D13F2A03BE94D9AAE9F933FFA7B13E0A5AD84A3DAEBC62A458A3C382EC2E91EC';

export function signFaults(request: SentRequest): Fault[] {
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

export function signMethodFaults(request: SentRequest): Fault[] {
  const method = sentValue(request, 'sign_method');
  if (!method || method === 'sha256') return [];
  const old = ['md5', 'hmac', 'hmac-sha256'].includes(method);
  const what = old
    ? `sign_method=${method} belongs to the old Taobao gateways; no document of this gateway names it.`
    : `sign_method=${method} is not a name that the gateway knows.`;
  return [fault('sign-method', 'request', what, 'Send sign_method=sha256, and sign with HMAC-SHA256.')];
}
