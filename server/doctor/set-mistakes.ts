import type { Fault } from './fault.ts';
import { fault } from './fault.ts';
import type { Choice, Suspect } from './suspect.ts';

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

export function setChoices(suspect: Suspect): Choice[] {
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
    ...(blank.length > 0 ? [{ cost: 0, change: {}, faults: [] }] : []),
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
