import { DelegateBackoff, handleWhenResult, retry } from 'cockatiel';
import type { Outcome } from '../../lib/contract/outcome.ts';
import type { Call, Surroundings } from './attempt.ts';
import { attemptCall } from './attempt.ts';
import type { Breakers } from './breaker.ts';
import { CLOCK_NOISE_MS } from './clock.ts';
import type { ErrorRow } from './error-table.ts';
import type { GatewayOutcome } from './errors.ts';
import { explainFault } from './errors.ts';
import type { Fault } from './fault.ts';
import type { GatewayEvent } from './gateway-event.ts';
import type { Lane } from './lane.ts';
import type { Limits, Tried } from './retry.ts';
import { nextWait, repetitions } from './retry.ts';

/** Everything that the calls of one app key share. `clock.offsetMs` is added to the local time once it proved wrong. */
export type Line = Surroundings & {
  reserve: (api: string) => Promise<Outcome<void>>;
  log: (event: GatewayEvent) => void;
  random: () => number;
  limits: Limits & { signal?: AbortSignal | undefined };
  lane: Lane;
  breakers: Breakers;
  clock: { offsetMs: number };
};

/** One call: made, or stopped before it was. `failing` counts against the method's breaker. */
type Sent<T> = {
  outcome: GatewayOutcome<T>;
  row?: ErrorRow;
  requestId?: string | undefined;
  skewMs?: number | undefined;
  ms: number;
  failing: boolean;
};

/** A call and what follows it: `waitMs` is undefined when the outcome is final. */
type Round<T> = { outcome: GatewayOutcome<T>; waitMs: number | undefined };

/** No rule repeats more often than this. */
const MOST_REPETITIONS = Math.max(...Object.values(repetitions));

/** Performs a call, and repeats it as long as the error table, the patience of the caller and the quota allow. */
export async function callWithRepetitions<T>(line: Line, call: Call<T>): Promise<GatewayOutcome<T>> {
  const startedAt = line.now();
  const policy = retry(handleWhenResult(isUnfinished), {
    maxAttempts: MOST_REPETITIONS,
    backoff: new DelegateBackoff(({ result }) =>
      'value' in result && isUnfinished(result.value) ? result.value.waitMs : 0,
    ),
  });
  const { outcome } = await policy.execute(({ attempt }) => playRound(line, call, attempt + 1, startedAt));
  return outcome;
}

/** Makes the `calls`-th call of a request in its turn, and decides whether another one follows. */
async function playRound<T>(line: Line, call: Call<T>, calls: number, startedAt: number): Promise<Round<T>> {
  const sent = (await line.lane.run(call.api, () => sendUnlessResting(line, call))) ?? unsent(call, 'crowded');
  const waitMs = waitAfter(line, sent, {
    calls,
    elapsedMs: line.now() - startedAt,
    repeatable: call.repeatable ?? true,
  });
  logCall(line, call.api, calls, sent, waitMs);
  return { outcome: sent.outcome, waitMs };
}

/** How long until the next call of the request, or undefined if this was the last. */
function waitAfter(
  line: Line,
  { outcome, row, skewMs }: Sent<unknown>,
  tried: Omit<Tried, 'rule'>,
): number | undefined {
  if (outcome.ok || row === undefined) return undefined;
  const rule = row.retry === 'after-clock' && !correctClock(line, skewMs) ? 'never' : row.retry;
  const banSeconds = outcome.failure.retryAfterSeconds;
  const waitMs = nextWait({ ...tried, rule, banSeconds }, line.limits, line.random);
  if (rule === 'after-ban' && waitMs !== undefined) line.lane.holdUntil(line.now() + waitMs);
  return waitMs;
}

async function sendUnlessResting<T>(line: Line, call: Call<T>): Promise<Sent<T>> {
  return (await line.breakers.run(call.api, () => send(line, call))) ?? unsent(call, 'resting');
}

/** Reserves and makes one call. */
async function send<T>(line: Line, call: Call<T>): Promise<Sent<T>> {
  const reserved = await line.reserve(call.api);
  if (!reserved.ok) return { outcome: reserved, ms: 0, failing: false };
  const sentAt = line.now();
  const { result, skewMs, raw, requestId } = await attemptCall(call, line, sentAt + line.clock.offsetMs);
  const ms = line.now() - sentAt;
  if (result.ok) return { outcome: result, requestId, skewMs, ms, failing: false };
  if (raw !== undefined) line.log({ event: 'unreadable', api: call.api, requestId, place: result.fault.message, raw });
  const { tracking_id: id } = call.params;
  const trackingId = typeof id === 'string' ? id : undefined;
  const circumstances = { api: call.api, skewMs, trackingId, now: sentAt + ms };
  const { failure, row } = explainFault(result.fault, circumstances);
  return { outcome: { ok: false, failure }, row, requestId, skewMs, ms, failing: row.retry === 'back-off' };
}

function unsent<T>(call: Call<T>, code: 'resting' | 'crowded'): Sent<T> {
  const fault: Fault = { where: 'transport', code, message: '' };
  const { failure, row } = explainFault(fault, { api: call.api });
  return { outcome: { ok: false, failure }, row, ms: 0, failing: false };
}

/** Takes over the gateway's time. False where the reply had no date, or where the clocks agree and something else is wrong. */
function correctClock(line: Line, skewMs: number | undefined): boolean {
  if (skewMs === undefined || Math.abs(skewMs - line.clock.offsetMs) < CLOCK_NOISE_MS) return false;
  line.clock.offsetMs = skewMs;
  line.log({ event: 'clock-corrected', skewMs });
  return true;
}

function isUnfinished(round: unknown): round is { waitMs: number } {
  return typeof round === 'object' && round !== null && 'waitMs' in round && typeof round.waitMs === 'number';
}

function logCall(line: Line, api: string, call: number, sent: Sent<unknown>, retryInMs: number | undefined): void {
  const { outcome, requestId, skewMs, ms } = sent;
  const result = outcome.ok
    ? { outcome: 'ok' as const }
    : { outcome: outcome.failure.code, gatewayCode: outcome.failure.gatewayCode };
  line.log({ event: 'call', api, call, ms, requestId, skewMs, retryInMs, ...result });
}
