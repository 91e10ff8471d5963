import type { Failure } from '../../lib/contract/failure.ts';
import { failure } from '../../lib/contract/failure.ts';
import { utcWords } from '../utc-words.ts';
import { CLOCK_TOLERANCE_MS, skewWords } from './clock.ts';
import type { ErrorRow } from './error-table.ts';
import { errorTable, unknownRows } from './error-table.ts';
import type { Fault } from './fault.ts';
import { packageOf } from './methods.ts';

/** A failure of the gateway, with what a log needs to follow it up. Never holds a secret, a token or a `sign`. */
export type GatewayFailure = Failure & {
  /** The gateway's own number for the call; AliExpress support asks for it. */
  requestId?: string | undefined;
  /** The code as AliExpress wrote it, sub code first. */
  gatewayCode?: string | undefined;
  /** Seconds that the gateway asked to wait. */
  retryAfterSeconds?: number | undefined;
};

/** `Outcome` whose failure may carry more; it fits wherever an `Outcome` is asked for. */
export type GatewayOutcome<T> = { ok: true; value: T } | { ok: false; failure: GatewayFailure };

/** What is known besides the fault. `now` (milliseconds since 1970) turns the length of a ban into its end. */
export type Circumstances = {
  api: string;
  skewMs?: number | undefined;
  trackingId?: string | undefined;
  now?: number;
};

/** Longer bans are the app's daily allowance running out, not a burst (docId 108426: until midnight, GMT+8). */
const BURST_BAN_SECONDS = 60;

/** What such a ban means instead of what its row says. */
const DAY_USED_UP = {
  failure: 'quota_exhausted',
  cause: 'The calls that AliExpress allows the app today are used up.',
  remedy: 'They come back {back}.',
  retry: 'later',
} as const satisfies Partial<ErrorRow>;

/** The row of the error table for a fault. */
export function rowOf(fault: Fault): ErrorRow {
  const words = wordsOf(fault);
  const codes = fault.where === 'gateway' && fault.subCode ? [fault.subCode, fault.code] : [fault.code];
  const rows = errorTable.filter((row) => row.where === fault.where && (row.text?.test(words) ?? true));
  for (const code of codes) {
    const row = rows.find((candidate) => candidate.codes.some((known) => covers(known, code)));
    if (row) return row;
  }
  const theirs = fault.where === 'gateway' && (fault.type === 'ISP' || fault.type === 'SYSTEM');
  return theirs ? unknownRows.theirs : unknownRows.refused;
}

/** The failure that a caller is given for a fault, in words that say what happened and what to do next. */
export function explainFault(fault: Fault, circumstances: Circumstances): { failure: GatewayFailure; row: ErrorRow } {
  const { now } = circumstances;
  const row = rowOf(fault);
  const facts = factsOf(fault, circumstances);
  const seconds = banSeconds(wordsOf(fault));
  const daily = row.retry === 'after-ban' && (seconds ?? 0) > BURST_BAN_SECONDS;
  const said = daily ? { ...row, ...DAY_USED_UP } : row;
  const bannedFor = row.retry === 'after-ban' ? seconds : undefined;
  return {
    row: said,
    failure: {
      ...failure(said.failure, { message: fill(said.cause, facts), hint: fill(said.remedy, facts) }),
      ...(bannedFor !== undefined && now !== undefined && { retryAt: new Date(now + bannedFor * 1000).toISOString() }),
      requestId: fault.requestId,
      gatewayCode: fault.where === 'gateway' && fault.subCode ? `${fault.code} / ${fault.subCode}` : fault.code,
      ...(bannedFor !== undefined && { retryAfterSeconds: bannedFor }),
    },
  };
}

/** The failure of one link of a batch: the row of `code` among the `link` rows. */
export function linkFailure(code: 'missing' | 'empty' | 'foreign'): Failure {
  const row = errorTable.find((candidate) => candidate.where === 'link' && candidate.codes.includes(code));
  return row ? failure(row.failure, { message: row.cause, hint: row.remedy }) : failure('gateway_unreadable');
}

/** "this ban will last 1 seconds", "This ban will last for 7 more seconds": the number, if there is one. */
export function banSeconds(words: string): number | undefined {
  const found = /ban will last (?:for )?(\d+)(?: more)? second/i.exec(words);
  return found?.[1] === undefined ? undefined : Number(found[1]);
}

function wordsOf(fault: Fault): string {
  const sub = fault.where === 'gateway' ? [fault.subMessage, fault.subCode] : [];
  return [fault.message, ...sub].filter(Boolean).join(' / ');
}

function covers(known: string, code: string): boolean {
  return known.endsWith('*') ? code.startsWith(known.slice(0, -1)) : known === code;
}

function factsOf(fault: Fault, { api, skewMs, trackingId, now }: Circumstances): Record<string, string> {
  const words = wordsOf(fault);
  const seconds = banSeconds(words);
  const parameter = /parameter "([\w.-]{1,64})"/i.exec(words)?.[1];
  return {
    api,
    package: packageOf(api) ?? 'of this method',
    parameter: parameter ? `the parameter ${parameter}` : 'a parameter',
    seconds: secondsWords(seconds),
    back: backWords(seconds ?? 0, now),
    trackingId: trackingId === undefined ? 'the tracking id' : `tracking id ${trackingId}`,
    skew: clockWords(skewMs),
    code: fault.where === 'gateway' && fault.subCode ? fault.subCode : fault.code,
    words: words.slice(0, 200),
  };
}

function secondsWords(seconds: number | undefined): string {
  return seconds ? `${seconds} ${seconds === 1 ? 'second' : 'seconds'}` : 'a moment';
}

function backWords(seconds: number, now: number | undefined): string {
  return now === undefined ? `in ${secondsWords(seconds)}` : `on ${utcWords(now + seconds * 1000)}`;
}

function clockWords(skewMs: number | undefined): string {
  if (skewMs === undefined) return `more than ${CLOCK_TOLERANCE_MS / 3_600_000} hours off`;
  const words = skewWords(skewMs);
  return Math.abs(skewMs) < CLOCK_TOLERANCE_MS ? `${words}, which it usually allows` : words;
}

function fill(text: string, facts: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => facts[name] ?? whole);
}
