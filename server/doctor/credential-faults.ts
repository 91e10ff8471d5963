import { cleanCredential } from './credentials.ts';
import type { Fault } from './fault.ts';
import { fault } from './fault.ts';
import type { SentParam } from './read-request.ts';
import type { Structure } from './structure.ts';
import { sentValue } from './target.ts';

const SECRET_NAME = /^(app_?secret|client_secret|secret)$/i;

/** What is wrong with app key and secret. App keys are digits, secrets are letters and digits of 32 places or so. */
export function credentialFaults(structure: Structure): Fault[] {
  return [...sentSecretFaults(structure), ...appKeyFaults(structure), ...spellingFaults(structure)];
}

function sentSecretFaults({ request, secret }: Structure): Fault[] {
  const isSecret = ({ name, value }: SentParam) =>
    SECRET_NAME.test(name) || (secret !== undefined && value === secret && name !== 'app_key');
  return request.params.filter(isSecret).map(({ name }) => {
    const what = `The app secret is sent, as the parameter "${name}".`;
    const remedy = 'Leave it out. Since it has left your program, reset the secret in the console.';
    return fault('secret-sent', 'request', what, remedy);
  });
}

function appKeyFaults({ request, secret, appKey }: Structure): Fault[] {
  const sent = sentValue(request, 'app_key');
  if (!sent) return [];
  if (sent === secret || (/^\d{4,12}$/.test(secret ?? '') && !/^\d+$/.test(sent))) {
    const what = 'App key and app secret are swapped: the request carries the secret as app_key.';
    return [fault('swapped', 'request', what, 'The app key is the short number, the secret the long text.')];
  }
  if (!/^\d+$/.test(sent)) {
    const ends = /^\s|\s$|\uFEFF/.test(sent);
    const why = ends ? 'white space or a byte order mark around it' : 'something else than digits in it';
    const remedy = 'Send the digits of the app key and nothing else.';
    return [fault('app-key-form', 'request', `app_key has ${why}.`, remedy)];
  }
  if (appKey === undefined || appKey === sent) return [];
  const what = `The request is of the app ${sent}; the secret that it was checked with is configured for ${appKey}.`;
  return [fault('other-key', 'note', what, 'Check it with the secret of its own app.')];
}

function spellingFaults({ secret }: Structure): Fault[] {
  if (secret === undefined || cleanCredential(secret) === secret) return [];
  const what = 'The secret that Waybill was given has white space or a byte order mark (BOM) around it.';
  return [fault('secret-spelling', 'note', what, 'Remove it from the settings.')];
}
