import type { Fault } from './fault.ts';
import { fault } from './fault.ts';
import { areOrIs, list } from './names.ts';
import type { SentRequest } from './read-request.ts';

export function placeFaults({ params }: SentRequest): Fault[] {
  const inHeaders = params.filter(({ where }) => where === 'header').map(({ name }) => name);
  const faults: Fault[] = [];
  if (inHeaders.length > 0) {
    const what = `${list(inHeaders)} ${areOrIs(inHeaders)} sent as a header, where the gateway does not look.`;
    faults.push(fault('in-header', 'request', what, 'Send it in the query or in the form.'));
  }
  if (params.some(({ where }) => where === 'json')) {
    const what = 'The parameters are a JSON object; the gateway reads forms.';
    faults.push(fault('json-body', 'request', what, 'Send them as application/x-www-form-urlencoded.'));
  }
  return faults;
}

export function blankAndDoubleFaults({ params }: SentRequest): Fault[] {
  const blank = params.filter(({ value }) => value.trim() === '').map(({ name }) => name);
  const names = params.map(({ name }) => name);
  const twice = [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
  const faults: Fault[] = [];
  if (blank.length > 0) {
    const what = `${list(blank)} ${areOrIs(blank)} sent without a value. Some SDKs sign the bare name, others leave it out.`;
    faults.push(fault('blank', 'note', what, 'Do not send parameters without a value.'));
  }
  if (twice.length > 0) {
    faults.push(
      fault('twice', 'request', `${list(twice)} ${areOrIs(twice)} sent more than once.`, 'Send each parameter once.'),
    );
  }
  return faults;
}

/** Characters that change what arrives, and those that happen to survive a query unencoded. */
const HARMFUL = /[\s"<>#^`{|}\\]|[^\p{ASCII}]|%(?![\da-f]{2})/iu;
const UNENCODED = /[^\w\-.~!'()*%+]/;

export function encodingFaults({ params }: SentRequest): Fault[] {
  const written = params.filter(({ where }) => where === 'query' || where === 'form');
  const harmful = written.filter(({ raw }) => HARMFUL.test(raw)).map(({ name }) => name);
  const harmless = written.filter(({ raw }) => UNENCODED.test(raw) && !HARMFUL.test(raw)).map(({ name }) => name);
  const remedy = 'URL-encode every value when it is sent, after signing it raw.';
  const faults: Fault[] = [];
  if (harmful.length > 0) {
    const what = `${list(harmful)} ${areOrIs(harmful)} sent without URL-encoding, so another value may arrive.`;
    faults.push(fault('wire-encoding', 'request', what, remedy));
  }
  if (harmless.length > 0) {
    const what = `${list(harmless)} ${areOrIs(harmless)} sent without URL-encoding: harmless here, but wrong as soon as a value holds &, +, %, # or a space.`;
    faults.push(fault('wire-encoding', 'note', what, remedy));
  }
  const double = params.filter(({ value }) => /^https?%3A%2F%2F/i.test(value)).map(({ name }) => name);
  if (double.length > 0) {
    faults.push(fault('value', 'next', `${list(double)} ${areOrIs(double)} URL-encoded twice.`, 'Encode once.'));
  }
  return faults;
}
