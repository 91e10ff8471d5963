import type { Fault } from './fault.ts';
import { fault } from './fault.ts';
import type { SentParam } from './read-request.ts';
import type { Structure } from './structure.ts';
import { sentValue } from './target.ts';

/** App keys are digits, secrets are letters and digits of 32 places or so. */
export function credentialFaults({ request, secret }: Structure): Fault[] {
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
