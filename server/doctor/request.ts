import { openReply } from '../aliexpress/envelope.ts';
import { explainFault } from '../aliexpress/errors.ts';
import { endpointOf } from '../aliexpress/request.ts';
import type { Fault } from './fault.ts';
import { byRank, fault } from './fault.ts';
import type { Formula } from './formula.ts';
import { hashOfLength } from './formula.ts';
import type { SentRequest } from './read-request.ts';
import { readRequest } from './read-request.ts';
import type { ReadyRequest, RightSign } from './right-request.ts';
import { rightRequest } from './right-request.ts';
import { findFormula } from './search.ts';
import { structuralFaults } from './structural-faults.ts';
import type { Target } from './target.ts';
import { LIVE_ORIGIN, sentValue, targetOf } from './target.ts';

export type RequestQuestion = {
  /** An address, a `key=value` body, a curl command, a raw HTTP message, or a JSON object. */
  text: string;
  /** What AliExpress answered, if that is known. */
  answer?: string | undefined;
  /** The app secret; without it only what shows on the surface can be told. */
  secret?: string | undefined;
  /** The app key that the secret belongs to, where it is known apart from the request. */
  appKey?: string | undefined;
  /** Milliseconds since 1970: for the age of the timestamp and for the request that is ready to send. */
  now: number;
  /** Where the request that is ready to send goes; AliExpress itself unless told otherwise. */
  origin?: string | undefined;
};

export type Explanation = {
  /**
   * - `right`: the sign is what the gateway computes.
   * - `misplaced`: it is right for the request as it should be, not for the one that was sent.
   * - `recognised`: it was made by the formula named in `formula`.
   * - `unrecognised`: none of the `tried` formulas gives it.
   * - `unknown`: there is no secret, no sign, or no API to check against.
   * - `unreadable`: this is not a request.
   */
  verdict: 'right' | 'misplaced' | 'recognised' | 'unrecognised' | 'unknown' | 'unreadable';
  api?: string | undefined;
  endpoint?: string | undefined;
  /** In words, the secret masked. */
  formula?: string | undefined;
  tried: number;
  /** In the order in which they are best repaired. */
  faults: Fault[];
  /** For the parameters as they were sent, so that both can be laid side by side. */
  asSent?: RightSign | undefined;
  /** The same request without faults, with the time of now. */
  ready?: ReadyRequest | undefined;
};

/** Stands for the secret wherever it would show. */
export const MASKED_SECRET = '<app secret>';

/**
 * Explains why a request is refused: finds the formula that made its sign among the known wrong ones, lists every fault
 * in the order in which the gateway checks, and gives the request as it should be. Pure: calls nobody.
 */
export function explainRequest(question: RequestQuestion): Explanation {
  const { text, answer, secret, appKey, now, origin = LIVE_ORIGIN } = question;
  const request = readRequest(text);
  if (request === undefined) return unreadable();
  const target = targetOf(request, origin);
  const surface = [...structuralFaults({ request, target, secret, appKey, now }), ...answerFaults(answer, target)];
  const endpoint = target && endpointOf(target.origin, target.api);
  const known = { api: target?.api, endpoint };
  if (target === undefined || !secret) return { verdict: 'unknown', tried: 0, faults: byRank(surface), ...known };
  const sentKey = sentValue(request, 'app_key');
  const rightKey = sentKey === secret ? appKey : (sentKey ?? appKey);
  const right = rightKey === undefined ? undefined : rightRequest(request, target, { appKey: rightKey, secret, now });
  const judged = judge(request, target, secret, appKey);
  // Once the formula is named, the odd length of its digest needs no line of its own.
  const kept = judged.formula ? surface.filter(({ id }) => id !== 'sign-length') : surface;
  const elsewhere = elsewhereFaults(request, right?.asSent, kept);
  const verdict = elsewhere.length > 0 ? 'misplaced' : judged.verdict;
  return { ...judged, verdict, faults: byRank([...kept, ...judged.faults, ...elsewhere]), ...known, ...right };
}

/** Says so when the sign is what the right request would carry: then only the request around it is wrong. */
function elsewhereFaults(request: SentRequest, asSent: RightSign | undefined, surface: readonly Fault[]): Fault[] {
  if (asSent === undefined || sentValue(request, 'sign') !== asSent.sign) return [];
  if (!surface.some(({ kind }) => kind === 'request')) return [];
  const what = 'This very sign is right for the request as it should be.';
  const remedy =
    'If a request without these faults was refused with IncompleteSignature as well, the secret is not the one of this app key: look for white space, a reset, another app, or key and secret swapped.';
  return [fault('secret-key', 'note', what, remedy)];
}

/** Says what the answer was about, if it was not about the signature. */
function answerFaults(answer: string | undefined, target: Target | undefined): Fault[] {
  if (answer === undefined) return [];
  const api = target?.api ?? '';
  const opened = openReply(answer, api, 200);
  if (opened.kind !== 'fault' || opened.fault.where === 'reply') return [];
  const { failure, row } = explainFault(opened.fault, { api });
  if (row.failure === 'signature_rejected') return [];
  const what = `The answer ${failure.gatewayCode} is not about the signature. ${failure.message}`;
  return [fault('answer', 'note', what, failure.hint ?? '')];
}

type Judged = Pick<Explanation, 'verdict' | 'tried' | 'faults' | 'formula'>;

function judge(request: SentRequest, target: Target, secret: string, appKey: string | undefined): Judged {
  const given = hexOf(sentValue(request, 'sign'));
  const hash = given && hashOfLength(given.length);
  if (!given || !hash) return { verdict: 'unknown', tried: 0, faults: [] };
  const { found, tried } = findFormula(
    {
      api: target.api,
      kind: target.kind,
      path: target.path,
      host: request.address?.host,
      params: request.params.filter(({ name }) => name !== 'sign'),
      appKeys: [sentValue(request, 'app_key'), appKey],
      secret,
      hash,
    },
    given,
  );
  if (found === undefined) return { verdict: 'unrecognised', tried, faults: [unrecognisedFault(tried)] };
  const verdict = found.faults.length === 0 ? 'right' : 'recognised';
  return { verdict, tried, faults: found.faults, formula: formulaWords(found.formula, secret) };
}

function unrecognisedFault(tried: number): Fault {
  return fault(
    'secret-key',
    'sign',
    `None of ${tried} formulas gives this sign with this secret.`,
    'Most likely it was made with another secret: copy the secret of this very app from the console again (was it reset?). Else a value was changed after signing, or a parameter is signed that is not sent.',
  );
}

/** The digits of a sign; base64 is turned into them. */
function hexOf(given: string | undefined): string | undefined {
  if (!given || /^[\da-f]+$/i.test(given)) return given;
  const bytes = Buffer.from(given.replaceAll(' ', '+'), 'base64');
  return bytes.length >= 16 ? bytes.toString('hex') : undefined;
}

/** The formula as somebody would write it down. */
function formulaWords(formula: Formula, secret: string): string {
  const around = formula.secret === secret ? MASKED_SECRET : '<another secret>';
  const front = formula.sandwich === 'both' || formula.sandwich === 'front' ? [around] : [];
  const back = formula.sandwich === 'both' || formula.sandwich === 'back' ? [around] : [];
  const prefix = formula.prefix === '' ? [] : [`"${formula.prefix}"`];
  const message = [...front, ...prefix, 'parameters', ...back].join(' + ');
  const hash = formula.hash.toUpperCase();
  return formula.keyed ? `HMAC-${hash}(key ${around}, text ${message})` : `${hash}(${message})`;
}

function unreadable(): Explanation {
  const what = 'This is not a request: there is no name=value in it.';
  const remedy = 'Give the whole address with its query, the body, or a curl command, in quotes.';
  return { verdict: 'unreadable', tried: 0, faults: [fault('not-a-request', 'request', what, remedy)] };
}
