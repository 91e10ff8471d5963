import type { Fault } from './fault.ts';
import type { Explanation } from './request.ts';
import type { ReadyRequest } from './right-request.ts';

/** An explanation as plain text for a terminal. Lines that are meant to be copied stand alone and are never broken. */
export function renderExplanation(explanation: Explanation): string {
  const { api, endpoint, formula, faults, asSent, ready } = explanation;
  const by = (...kinds: Fault['kind'][]) => faults.filter(({ kind }) => kinds.includes(kind));
  const sections = [
    [verdictWords(explanation)],
    api ? [`API:       ${api}`, `Endpoint:  ${endpoint ?? ''}`] : [],
    formula ? ['How its sign was made:', `  ${formula}`] : [],
    faultLines('What is wrong:', by('request', 'sign')),
    faultLines('What will come up next:', by('next')),
    faultLines('Good to know:', by('note')),
    asSent
      ? [
          'The right text for the parameters as they were sent (HMAC-SHA256, the app secret is the key):',
          asSent.base,
          `sign=${asSent.sign}`,
        ]
      : [],
    ready ? readyLines(ready) : [],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function verdictWords({ verdict, tried }: Explanation): string {
  switch (verdict) {
    case 'right':
      return 'The sign is right: AliExpress computes the same, if its secret for this app key is the one you gave.';
    case 'misplaced':
      return 'The sign is right, but the request around it is not.';
    case 'recognised':
      return 'The sign was made by a known wrong formula.';
    case 'unrecognised':
      return `The sign was not made with this secret by any of the ${tried} formulas that were tried.`;
    case 'unknown':
      return 'The sign itself could not be checked: that takes the request, its sign and the app secret.';
    case 'unreadable':
      return 'This is not a request.';
  }
}

function faultLines(title: string, faults: readonly Fault[]): string[] {
  if (faults.length === 0) return [];
  return [title, ...faults.flatMap(({ what, remedy }, index) => [`  ${index + 1}. ${what}`, `     ${remedy}`])];
}

function readyLines({ endpoint, base, sign, body, address, curl }: ReadyRequest): string[] {
  return [
    'The right request, ready to send within the next two hours:',
    '',
    `POST ${endpoint}`,
    body,
    '',
    'The text that its sign is made of:',
    base,
    `sign=${sign}`,
    '',
    'The same as one address, and for curl:',
    address,
    curl,
    '',
    'If AliExpress answers IncompleteSignature to this one, the secret is not the one of this app key: look for white',
    'space or a byte order mark, a reset secret, the secret of another app, or key and secret swapped.',
  ];
}
