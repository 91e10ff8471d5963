import type { Outcome } from '../../lib/contract/outcome.ts';
import type { Call } from './attempt.ts';
import { createBreakers } from './breaker.ts';
import type { GatewayOutcome } from './errors.ts';
import type { GatewayEvent } from './gateway-event.ts';
import { createLane } from './lane.ts';
import type { Line } from './line.ts';
import { callWithRepetitions } from './line.ts';
import type { Limits } from './retry.ts';
import { defaultLimits } from './retry.ts';
import { createTransport } from './transport.ts';

export type { GatewayEvent } from './gateway-event.ts';

export type GatewayOptions = {
  /** Origin of the gateway; `/sync` and `/rest...` are appended. */
  origin: string;
  appKey: string;
  appSecret: string;
  /** True for the stand-in gateway: everything made through it is marked. */
  sandbox?: boolean;
  now: () => number;
  random?: () => number;
  /** Called before every call that is sent, repetitions included: the quota. If it fails, nothing is sent. */
  reserve?: (api: string) => Promise<Outcome<void>>;
  log?: (event: GatewayEvent) => void;
  /** Ends all calls. */
  signal?: AbortSignal;
  limits?: Partial<Limits>;
};

/** One app key's way to AliExpress. */
export type Gateway = {
  readonly sandbox: boolean;
  readonly origin: string;
  readonly appKey: string;
  now(): number;
  /** Performs one signed call, repeated only as the error table allows. Never throws for what AliExpress does. */
  call<T>(call: Call<T>): Promise<GatewayOutcome<T>>;
  /** For what a reader of replies has to say to the log. */
  log(event: GatewayEvent): void;
  /** Waits for the calls under way and closes the kept connection. */
  close(): Promise<void>;
};

/**
 * Opens the way of one app key to AliExpress: calls go one after the other, each is signed, counted, bounded in time and
 * size, and repeated only where the error table says so. Replies are parsed; failures are data.
 */
export function createGateway(options: GatewayOptions): Gateway {
  const { origin, appKey, appSecret, now, signal } = options;
  const limits = { ...defaultLimits, ...options.limits, signal };
  const { post, close } = createTransport(origin);
  const line: Line = {
    origin,
    appKey,
    appSecret,
    now,
    post,
    reserve: options.reserve ?? (async () => ({ ok: true, value: undefined })),
    log: options.log ?? (() => undefined),
    random: options.random ?? Math.random,
    limits,
    lane: createLane({ now, methodGapMs: limits.methodGapMs, longestWaitMs: limits.longestWaitMs }),
    breakers: createBreakers(limits.breakerFailures, limits.breakerRestMs),
    clock: { offsetMs: 0 },
  };
  return {
    sandbox: options.sandbox ?? false,
    origin,
    appKey,
    now,
    call: (call) => callWithRepetitions(line, call),
    log: line.log,
    close,
  };
}
