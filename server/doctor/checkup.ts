import type { Failure } from '../../lib/contract/failure.ts';
import { getCategories } from '../aliexpress/categories.ts';
import { CLOCK_TOLERANCE_MS, skewWords } from '../aliexpress/clock.ts';
import { getCoupons } from '../aliexpress/coupons.ts';
import type { GatewayFailure, GatewayOutcome } from '../aliexpress/errors.ts';
import type { Gateway, GatewayEvent, GatewayOptions } from '../aliexpress/gateway.ts';
import { createGateway } from '../aliexpress/gateway.ts';
import { generateLinks } from '../aliexpress/links.ts';
import { searchProducts } from '../aliexpress/search.ts';
import { getSkus } from '../aliexpress/skus.ts';
import type { Check } from './check.ts';
import { checkCredentials } from './credentials.ts';

export type CheckupSetup = {
  /** As for any gateway; its log is the check-up's own. Key and secret are the ones that calls are made with. */
  gateway: Omit<GatewayOptions, 'log'>;
  /** Key and secret exactly as they were configured, if they are known untrimmed. */
  configured?: { appKey: string; appSecret: string } | undefined;
  trackingIds: readonly string[];
  /** What is known about the stored access token. */
  token?: { accessExpiresAt: number; refreshExpiresAt?: number | undefined } | undefined;
};

/** A page of AliExpress that any publisher gets a link for: the home page. */
const PROBE_PAGE = 'https://www.aliexpress.com/';

/** Any product will do: a missing permission is told before the product is looked at. */
const PROBE_PRODUCT = '1005006338829917';

/** Below this a clock is right for all purposes; a signature allows two hours. */
const CLOCK_FINE_MS = 60_000;

/**
 * Examines the whole way to AliExpress, from the spelling of the key to each tracking id. Makes about five calls, each
 * counted by `reserve`. Never throws; a check that cannot be made is `unknown`.
 */
export async function runCheckup(setup: CheckupSetup): Promise<Check[]> {
  const { appKey, appSecret } = setup.configured ?? setup.gateway;
  const spelling = setup.gateway.sandbox ? [] : checkCredentials(appKey, appSecret);
  const events: GatewayEvent[] = [];
  const gateway = createGateway({ ...setup.gateway, log: (event) => events.push(event) });
  try {
    const first = await getCategories(gateway);
    const way = judgeFirstCall(first.ok ? undefined : first.failure, skewIn(events));
    const token = judgeToken(setup.token, gateway.now());
    const open = first.ok || culpritOf(first.failure) === 'package Standard';
    const further = open ? await checkFurther(gateway, setup.trackingIds) : unknownFurther(setup.trackingIds);
    return [...spelling, ...way.filter(({ name }) => !hasWrong(spelling, name)), ...further, token];
  } finally {
    await gateway.close();
  }
}

function hasWrong(checks: readonly Check[], name: string): boolean {
  return checks.some((check) => check.name === name);
}

/** The first known difference of the clocks: later ones may be of a corrected time. */
function skewIn(events: readonly GatewayEvent[]): number | undefined {
  return events.map((event) => (event.event === 'call' ? event.skewMs : undefined)).find((skew) => skew !== undefined);
}

const unknown = (name: string, detail = 'Could not be found out: something before it failed.'): Check => ({
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

function culpritOf({ code, gatewayCode }: GatewayFailure): string {
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

async function checkFurther(gateway: Gateway, trackingIds: readonly string[]): Promise<Check[]> {
  const links: { trackingId: string; outcome: GatewayOutcome<unknown> }[] = [];
  for (const trackingId of trackingIds) {
    const outcome = await generateLinks(gateway, { sources: [PROBE_PAGE], trackingId, linkType: 'normal' });
    links.push({ trackingId, outcome });
  }
  return [
    judgePublisher(links.map(({ outcome }) => outcome)),
    ...links.map(({ trackingId, outcome }) => judgeTrackingId(trackingId, outcome)),
    ...(await checkPackages(gateway, trackingIds[0] ?? '')),
  ];
}

function unknownFurther(trackingIds: readonly string[]): Check[] {
  return ['publisher', ...trackingIds.map((id) => `tracking id ${id}`), 'package Advanced'].map((name) =>
    unknown(name),
  );
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

/** The packages beyond Standard, each tried with its cheapest call. Nothing that most people do needs them. */
async function checkPackages(gateway: Gateway, trackingId: string): Promise<Check[]> {
  const market = { currency: 'USD', language: 'EN', trackingId };
  const order = { productIds: [PROBE_PRODUCT], productId: PROBE_PRODUCT, skuIds: [], shipTo: 'US', ...market };
  return [
    judgePackage(
      'Advanced',
      'hot products, shipping fees and recommendations',
      await searchProducts(gateway, { ...market, page: 1, pageSize: 1, hot: true }),
    ),
    judgePackage('SKU Dimension', 'prices of variants', await getSkus(gateway, order)),
    judgePackage('Promotion Info', 'coupons', await getCoupons(gateway, order)),
  ];
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
export function judgeToken(token: CheckupSetup['token'], now: number): Check {
  const name = 'access token';
  const nextStep = 'Open /oauth/start on the backend and authorise again.';
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

const MARKS: Record<Check['state'], string> = { ok: 'ok', warning: 'warning', wrong: 'WRONG', unknown: 'unknown' };

/** A check-up as plain text, one check a line, its next step below it. */
export function renderCheckup(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  return checks
    .map(({ name, state, detail, nextStep }) => {
      const line = `${MARKS[state].padEnd(8)} ${name.padEnd(width)}  ${detail}`;
      return nextStep && state !== 'ok' ? `${line}\n${' '.repeat(9)}${nextStep}` : line;
    })
    .join('\n');
}

/** Whether `waybill doctor` ends with exit code 1. */
export function isSick(checks: readonly Check[]): boolean {
  return checks.some(({ state }) => state === 'wrong');
}
