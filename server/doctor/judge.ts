import type { Failure } from '../../lib/contract/failure.ts';
import { CLOCK_TOLERANCE_MS, skewWords } from '../aliexpress/clock.ts';
import type { GatewayFailure, GatewayOutcome } from '../aliexpress/errors.ts';
import type { Check } from './check.ts';

/** Below this a clock is right for all purposes; a signature allows two hours. */
const CLOCK_FINE_MS = 60_000;

/** When an access token and its refresh token end, in milliseconds since 1970. */
export type StoredToken = { accessExpiresAt: number; refreshExpiresAt?: number | undefined };

/** A check that could not be made. */
export const unknown = (name: string, detail = 'Could not be found out: something before it failed.'): Check => ({
  name,
  state: 'unknown',
  detail,
});

/**
 * What the outcome of the first call says about key, secret, clock, address and the Standard package. The gateway checks
 * the key first, then the time, then the sign, then the permission: what stands before the fault is all right.
 */
export function judgeFirstCall(failed: GatewayFailure | undefined, skewMs: number | undefined): Check[] {
  const order = ['app key', 'clock', 'app secret', 'egress address', 'package Standard'];
  const at = failed ? order.indexOf(culpritOf(failed)) : order.length;
  return order.map((name, index): Check => {
    if (name === 'clock' && skewMs !== undefined) return judgeClock(skewMs);
    if (failed && at < 0) return unknown(name, failed.message);
    if (index < at && isProven(name, order[at])) return { name, state: 'ok', detail: OK_WORDS[name] ?? '' };
    return index === at && failed ? wrong(name, failed) : unknown(name);
  });
}

/** Whether the list of addresses is looked at before or after the sign is not known. */
function isProven(name: string, culprit: string | undefined): boolean {
  return !(culprit === 'egress address' && name === 'app secret');
}

const OK_WORDS: Record<string, string> = {
  'app key': 'AliExpress knows it.',
  'app secret': 'It fits the app key.',
  clock: 'AliExpress accepts the time of this machine.',
  'egress address': 'AliExpress takes calls from this machine.',
  'package Standard': 'Granted.',
};

/** Which of the first checks a failure is about; empty for none. */
export function culpritOf({ code, gatewayCode }: GatewayFailure): string {
  if (code === 'permission_missing') return gatewayCode === 'AppWhiteIpLimit' ? 'egress address' : 'package Standard';
  const culprits: Partial<Record<Failure['code'], string>> = {
    app_key_rejected: 'app key',
    signature_rejected: 'app secret',
    clock_skew: 'clock',
  };
  return culprits[code] ?? '';
}

function wrong(name: string, { message, hint }: Failure): Check {
  return { name, state: 'wrong', detail: message, nextStep: hint };
}

/** Judges a clock by how far it is behind the gateway's. */
export function judgeClock(skewMs: number): Check {
  const name = 'clock';
  const detail = `The clock of this machine is ${skewWords(skewMs)}.`;
  const nextStep = 'Turn on automatic time on this machine.';
  if (Math.abs(skewMs) <= CLOCK_FINE_MS) return { name, state: 'ok', detail: OK_WORDS.clock ?? '' };
  return { name, state: Math.abs(skewMs) < CLOCK_TOLERANCE_MS ? 'warning' : 'wrong', detail, nextStep };
}

/** Whether the account is a publisher: a link that was made says yes, and so does a tracking id that was refused. */
export function judgePublisher(outcomes: readonly GatewayOutcome<unknown>[]): Check {
  const name = 'publisher';
  const failures = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.failure]));
  const unregistered = failures.find(({ code }) => code === 'publisher_not_registered');
  if (unregistered) return wrong(name, unregistered);
  const known = outcomes.some(({ ok }) => ok) || failures.some(({ code }) => code === 'tracking_id_rejected');
  return known ? { name, state: 'ok', detail: 'Registered.' } : unknown(name);
}

export function judgeTrackingId(trackingId: string, outcome: GatewayOutcome<unknown>): Check {
  const name = `tracking id ${trackingId}`;
  if (outcome.ok) return { name, state: 'ok', detail: 'AliExpress makes links for it.' };
  const { failure } = outcome;
  if (failure.code === 'tracking_id_rejected' || failure.code === 'permission_missing') return wrong(name, failure);
  return unknown(name, failure.message);
}

export function judgePackage(title: string, use: string, outcome: GatewayOutcome<unknown>): Check {
  const name = `package ${title}`;
  if (!outcome.ok && outcome.failure.code === 'permission_missing') {
    const nextStep = `Apply for it in the AliExpress console if you want ${use}.`;
    return { name, state: 'warning', detail: `Not granted: ${use} are not available.`, nextStep };
  }
  const hidden =
    !outcome.ok && !['invalid_request', 'not_in_programme', 'gateway_unreadable'].includes(outcome.failure.code);
  return hidden ? unknown(name, outcome.failure.message) : { name, state: 'ok', detail: 'Granted.' };
}

/** Judges the stored access token. Affiliate methods need none, so its absence is all right. */
export function judgeToken(token: StoredToken | undefined, now: number): Check {
  const name = 'access token';
  const nextStep = 'Run "npx waybill authorize" on the backend and authorise again.';
  if (token === undefined) return { name, state: 'ok', detail: 'None; affiliate links need none.' };
  if (token.accessExpiresAt > now) {
    return { name, state: 'ok', detail: `Valid for ${span(token.accessExpiresAt - now)} more.` };
  }
  const refreshable = (token.refreshExpiresAt ?? 0) > now;
  const detail = `Expired ${span(now - token.accessExpiresAt)} ago.`;
  if (refreshable) return { name, state: 'warning', detail: `${detail} It will be refreshed when it is needed.` };
  return { name, state: 'wrong', detail: `${detail} Its refresh token has ended, too.`, nextStep };
}

function span(ms: number): string {
  return skewWords(ms).replace(/ (behind|ahead)$/, '');
}
