import type { Fault } from './fault.ts';
import { fault } from './fault.ts';
import type { Formula, FormulaParam, Hash, Order, Sandwich, Values } from './formula.ts';
import { ordered, spelled } from './formula.ts';
import { otherSpellings } from './secret-spellings.ts';

/** One choice at one step of signing. `cost` is how many mistakes it stands for; 0 is right, or as good as right. */
export type Choice = { cost: number; change: Partial<Formula>; faults: Fault[] };

/** What is known about a request before its formula is searched. `params` are without `sign`. */
export type Suspect = {
  api: string;
  kind: 'iop-system' | 'iop-business';
  /** Path and host of the address, where they are known. */
  path: string | undefined;
  host: string | undefined;
  params: readonly FormulaParam[];
  appKey: string | undefined;
  secret: string;
  hash: Hash;
};

const right: Choice = { cost: 0, change: {}, faults: [] };

/** The steps that make one text of the parameters, with all that is known to go wrong in each. */
export function pairsSteps(suspect: Suspect): Choice[][] {
  return [setChoices(suspect), valueChoices(suspect), orderChoices(suspect), joinChoices(), timestampChoices(suspect)];
}

/** The steps that make a digest of that text. */
export function digestSteps(suspect: Suspect): Choice[][] {
  return [digestChoices(suspect), prefixChoices(suspect), secretChoices(suspect)];
}

const SANDWICHES: Record<Exclude<Sandwich, 'none'>, string> = {
  both: 'secret + parameters + secret',
  front: 'secret + parameters',
  back: 'parameters + secret',
};

function digestChoices({ hash }: Suspect): Choice[] {
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

function prefixChoices({ api, kind, path, host }: Suspect): Choice[] {
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

/** Parameters that clients sign without sending them. */
function unsentPairs({ api, kind, secret, params }: Suspect): [string, string][] {
  const sent = new Set(params.map(({ name }) => name));
  const pairs: [string, string][] = [
    ['method', api],
    ['method', api.replace(/^\//, '').replaceAll('/', '.')],
    ['app_secret', secret],
    ['appSecret', secret],
    ['secret', secret],
    ['client_secret', secret],
    ['sign_method', 'sha256'],
    ['sign_method', 'md5'],
    ['format', 'json'],
    ['v', '2.0'],
    ['simplify', 'true'],
    ['simplify', 'false'],
  ];
  return pairs.filter(([name, value], index) => {
    const repeated = pairs.findIndex((pair) => pair[0] === name && pair[1] === value) !== index;
    return !repeated && !sent.has(name) && !(kind === 'iop-business' && name === 'method' && value !== api);
  });
}

function setChoices(suspect: Suspect): Choice[] {
  const blank = suspect.params.filter(({ value }) => value.trim() === '').map(({ name }) => name);
  const names = [...new Set(suspect.params.map(({ name }) => name))].filter((name) => !blank.includes(name));
  const omit = (...without: string[]): Choice => ({
    cost: without.length,
    change: { without: [...without, ...blank] },
    faults: without.map((name) => unsignedFault(name, suspect)),
  });
  const pairs = names.flatMap((one, index) => names.slice(index + 1).map((other) => omit(one, other)));
  return [
    omit(),
    ...(blank.length > 0 ? [right] : []),
    ...names.map((name) => omit(name)),
    ...unsentPairs(suspect).map((pair) => ({
      cost: 1,
      change: { extra: [pair], without: blank },
      faults: [extraFault(pair)],
    })),
    ...pairs,
  ];
}

function unsignedFault(name: string, { kind }: Suspect): Fault {
  const what = `"${name}" is sent, but it is not in the text that was signed.`;
  return name === 'method' && kind === 'iop-system'
    ? fault(
        'unsigned',
        'sign',
        what,
        'Leave "method" out: the path names a slash API. Whatever is sent has to be signed.',
      )
    : fault(
        'unsigned',
        'sign',
        what,
        'Sign every parameter that is sent, those in the query too; only sign is left out.',
      );
}

function extraFault([name]: readonly [string, string]): Fault {
  const what = `"${name}" is in the text that was signed, but it is not sent.`;
  const secret = /secret/i.test(name);
  return fault(
    'extra',
    'sign',
    what,
    secret ? 'Never sign the secret as a parameter.' : 'Send it as well, or do not sign it.',
  );
}

function secretChoices({ secret, appKey }: Suspect): Choice[] {
  return [
    { cost: 0, change: { secret }, faults: [] },
    ...otherSpellings(secret, appKey).map((spelling) => ({
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

const VALUE_FAULTS: Record<
  Exclude<Values, 'raw'>,
  [id: 'encoded' | 'plus' | 'trimmed', what: string, remedy: string]
> = {
  percent: [
    'encoded',
    'The values were URL-encoded before they were signed.',
    'Sign the raw values; encode them only when they are sent.',
  ],
  form: [
    'encoded',
    'The values were URL-encoded as a form (a space as +) before they were signed.',
    'Sign the raw values; encode them only when they are sent.',
  ],
  plus: [
    'plus',
    'A value with a plus sign was signed, but sent unencoded: the gateway reads a space there.',
    'Send a plus sign as %2B.',
  ],
  trimmed: [
    'trimmed',
    'White space around a value was cut off for signing, but sent.',
    'Sign the very text that is sent.',
  ],
};

function valueChoices({ params }: Suspect): Choice[] {
  const spellings: Exclude<Values, 'raw'>[] = ['percent', 'form', 'plus', 'trimmed'];
  const seen = new Set([params.map(({ value }) => value).join('\n')]);
  const differing = spellings.filter((values) => {
    const text = params.map((param) => spelled(param, values)).join('\n');
    return !seen.has(text) && seen.add(text);
  });
  return [
    { cost: 0, change: { values: 'raw' }, faults: [] },
    ...differing.map((values) => ({
      cost: 1,
      change: { values },
      faults: [fault(VALUE_FAULTS[values][0], 'sign', VALUE_FAULTS[values][1], VALUE_FAULTS[values][2])],
    })),
  ];
}

const ORDER_WORDS: Record<Exclude<Order, 'bytes'>, string> = {
  sent: 'were signed in the order in which they are sent, unsorted',
  locale: 'were sorted by language rules (localeCompare)',
  numeric: 'were sorted with numbers first (ksort without flags, or integer-like keys of a JavaScript object)',
  folded: 'were sorted without regard to upper and lower case',
  reverse: 'were sorted backwards',
};

function orderChoices({ params }: Suspect): Choice[] {
  const pairs = params.map(({ name, value }): [string, string] => [name, value]);
  const orders: Exclude<Order, 'bytes'>[] = ['sent', 'locale', 'numeric', 'folded', 'reverse'];
  const seen = new Set([ordered(pairs, 'bytes').join('\n')]);
  const differing = orders.filter((order) => {
    const text = ordered(pairs, order).join('\n');
    return !seen.has(text) && seen.add(text);
  });
  const remedy = 'Sort by name, byte by byte: digits, upper case, underscore, lower case.';
  return [
    { cost: 0, change: { order: 'bytes' }, faults: [] },
    ...differing.map((order) => ({
      cost: 1,
      change: { order },
      faults: [fault('order', 'sign', `The parameters ${ORDER_WORDS[order]}.`, remedy)],
    })),
  ];
}

function joinChoices(): Choice[] {
  const wrong = (join: 'query' | 'equals', what: string): Choice => ({
    cost: 1,
    change: { join },
    faults: [fault('separators', 'sign', what, 'Put names and values together without anything between them.')],
  });
  return [
    { cost: 0, change: { join: 'none' }, faults: [] },
    wrong('query', 'The text that was signed has = and & in it, like a query.'),
    wrong('equals', 'The text that was signed has = between names and values.'),
  ];
}

function timestampChoices({ params }: Suspect): Choice[] {
  const sent = params.find(({ name }) => name === 'timestamp')?.value ?? '';
  if (!/^\d{10,13}$/.test(sent)) return [right];
  const other = sent.length >= 13 ? sent.slice(0, -3) : `${sent}000`;
  const what = `Another timestamp was signed (${other}) than the one that is sent (${sent}).`;
  return [
    right,
    {
      cost: 1,
      change: { without: ['timestamp'], extra: [['timestamp', other]] },
      faults: [fault('timestamp-signed', 'sign', what, 'Take the time once, in milliseconds, and use it for both.')],
    },
  ];
}
