import type { Unsigned } from '../aliexpress/sign.ts';
import { algorithms, baseString, sign, signedPairs, signedPath } from '../aliexpress/sign.ts';
import { MASKED_SECRET } from './request.ts';

export type SignExplanation = {
  /** One line a step. */
  steps: string[];
  /** The text that is digested, the secret masked where the formula has it in the text. */
  base: string;
  sign: string;
};

/** Every step of signing one request, for `waybill sign --explain`. The secret shows nowhere. */
export function explainSign(request: Unsigned, secret: string): SignExplanation {
  const pairs = signedPairs(request.params);
  const kept = new Set(pairs.map(([name]) => name));
  const left = Object.keys(request.params).filter((name) => !kept.has(name));
  const around = request.algorithm === 'top-md5' ? MASKED_SECRET : '';
  return {
    steps: [
      ruleWords(request),
      `Signed, in byte order of the names: ${pairs.map(([name]) => name).join(', ') || 'nothing'}.`,
      ...(left.length > 0 ? [`Left out (sign itself, files, and what has no value): ${left.join(', ')}.`] : []),
      digestWords(request),
    ],
    base: `${around}${baseString(request)}${around}`,
    sign: sign(request, secret),
  };
}

/** The steps, the text and the sign as plain text. */
export function renderSignExplanation({ steps, base, sign: result }: SignExplanation): string {
  return [...steps.map((step, index) => `${index + 1}. ${step}`), '', 'Text:', base, '', `sign=${result}`].join('\n');
}

function ruleWords(request: Unsigned): string {
  switch (request.algorithm) {
    case 'iop-system':
      return `System interface (its name has slashes): the text begins with its path without /rest, ${signedPath(request.path)}.`;
    case 'iop-business':
      return 'Business interface (its name has dots): no path; the name is signed as the parameter method.';
    case 'top-md5':
    case 'top-hmac':
    case 'top-hmac-sha256':
      return `Old Taobao gateway (${request.algorithm}): no path. AliExpress is no longer served there.`;
  }
}

function digestWords({ algorithm }: Unsigned): string {
  const { signMethod } = algorithms[algorithm];
  const digest =
    algorithm === 'top-md5'
      ? 'MD5 of secret + text + secret'
      : `${algorithm === 'top-hmac' ? 'HMAC-MD5' : 'HMAC-SHA256'} of the text, the app secret as its key`;
  return `Names and values are put together as they are, without separators; ${digest}, in upper-case hex (sign_method=${signMethod}).`;
}
