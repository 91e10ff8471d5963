import type { Fault } from './fault.ts';
import { fault } from './fault.ts';
import type { Hash, Sandwich } from './formula.ts';
import { otherSpellings } from './secret-spellings.ts';
import type { Choice, Suspect } from './suspect.ts';

const SANDWICHES: Record<Exclude<Sandwich, 'none'>, string> = {
  both: 'secret + parameters + secret',
  front: 'secret + parameters',
  back: 'parameters + secret',
};

export function digestChoices({ hash }: Suspect): Choice[] {
  const sandwiches: Sandwich[] = ['none', 'both', 'front', 'back'];
  return [true, false].flatMap((keyed) =>
    sandwiches.map((sandwich) => ({
      cost: digestCost(hash, keyed, sandwich),
      change: { keyed, sandwich },
      faults: digestFaults(hash, keyed, sandwich),
    })),
  );
}

/** The two old formulas cost nothing: the length of the sign has already given them away. */
function digestCost(hash: Hash, keyed: boolean, sandwich: Sandwich): number {
  if (keyed && sandwich === 'none') return 0;
  return hash === 'md5' && !keyed && sandwich === 'both' ? 0 : 1;
}

function digestFaults(hash: Hash, keyed: boolean, sandwich: Sandwich): Fault[] {
  if (hash === 'md5') return [md5Fault(keyed, sandwich)];
  const faults: Fault[] = [];
  const name = hash.toUpperCase().replace('SHA', 'SHA-');
  if (!keyed || hash !== 'sha256') {
    const what = `The sign is ${keyed ? `an HMAC-${hash.toUpperCase()}` : `a plain ${name} hash`} instead of HMAC-SHA256.`;
    const remedy = 'Use HMAC-SHA256 with the secret as its key, where the document writes hex(sha256(...)) too.';
    faults.push(fault('digest', 'sign', what, remedy));
  }
  if (sandwich !== 'none') {
    const what = `Secret sandwich: the text that was hashed is ${SANDWICHES[sandwich]}.`;
    const remedy = 'Leave the secret out of the text: it is the key of the HMAC and stands nowhere else.';
    faults.push(fault('sandwich', 'sign', what, remedy));
  }
  return faults;
}

function md5Fault(keyed: boolean, sandwich: Sandwich): Fault {
  const remedy = 'Sign with HMAC-SHA256, the secret as key and not in the text, and send sign_method=sha256.';
  const text = sandwich === 'none' ? 'the bare parameters' : SANDWICHES[sandwich];
  if (!keyed && sandwich === 'both') {
    const what = `The sign is the plain MD5 of ${text} (a secret sandwich): the md5 formula of the old Taobao gateways, which no AliExpress document names any more.`;
    return fault('digest', 'sign', what, remedy);
  }
  if (keyed && sandwich === 'none') {
    const what = `The sign is the HMAC-MD5 of ${text}: the hmac formula of the old Taobao gateways (sign_method=hmac).`;
    return fault('digest', 'sign', what, remedy);
  }
  const what = `The sign is ${keyed ? 'the HMAC-MD5' : 'the plain MD5'} of ${text}${sandwich === 'both' ? ' (a secret sandwich)' : ''}, which is right on no gateway: sign_method=md5 is the plain MD5 of secret + parameters + secret, sign_method=hmac the HMAC-MD5 of the bare parameters.`;
  return fault('digest', 'sign', what, remedy);
}

export function prefixChoices({ api, kind, path, host }: Suspect): Choice[] {
  const proper = kind === 'iop-system' ? api : '';
  const slashed = `/${api.replace(/^\//, '').replaceAll('.', '/')}`;
  const dotted = api.replace(/^\//, '').replaceAll('/', '.');
  const candidates = [
    '',
    `/rest${slashed}`,
    '/rest',
    '/sync',
    path ?? '',
    slashed,
    slashed.slice(1),
    dotted,
    `/${dotted}`,
    `/sync/${dotted}`,
    ...(host && path !== undefined ? [`https://${host}${path}`, `${host}${path}`] : []),
  ].filter((prefix) => prefix !== proper);
  return [
    { cost: 0, change: { prefix: proper }, faults: [] },
    ...[...new Set(candidates)].map((prefix) => ({
      cost: 1,
      change: { prefix },
      faults: [prefixFault(prefix, proper)],
    })),
  ];
}

function prefixFault(prefix: string, proper: string): Fault {
  if (prefix === '') {
    const what = 'The text that was signed has no path prefix.';
    return fault(
      'prefix',
      'sign',
      what,
      `Begin it with ${proper}: a slash API is signed with its path, without /rest.`,
    );
  }
  const what = `The text that was signed begins with the prefix "${prefix}"${prefix.startsWith('/rest') ? ', /rest included' : ''}.`;
  const remedy = proper
    ? `Begin it with ${proper}: the path without /rest, without host.`
    : 'Begin it with the first parameter: an API with dots has no path prefix.';
  return fault('prefix', 'sign', what, remedy);
}

export function secretChoices({ secret, appKeys }: Suspect): Choice[] {
  return [
    { cost: 0, change: { secret }, faults: [] },
    ...otherSpellings(secret, appKeys).map((spelling) => ({
      cost: 1,
      change: { secret: spelling.secret },
      faults: [
        fault(
          'secret-spelling',
          'sign',
          `The sign was made with ${spelling.what}.`,
          'Use the app secret exactly as the console shows it, without white space, BOM or quotes, and not the app key.',
        ),
      ],
    })),
  ];
}
