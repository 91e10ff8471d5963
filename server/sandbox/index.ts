import { randomUUID } from 'node:crypto';
import type { ServerType } from '@hono/node-server';
import { createAdaptorServer } from '@hono/node-server';
import type { Credentials } from './checks.ts';
import type { Faults } from './faults.ts';
import { createFaults } from './faults.ts';
import { createGateway } from './gateway.ts';
import { createPacing } from './pacing.ts';
import type { Package } from './packages.ts';
import { PACKAGES } from './packages.ts';
import type { ReceivedCall } from './received.ts';
import type { GatewayState } from './state.ts';
import { createSequence, shortKey } from './state.ts';
import { createTokens } from './tokens.ts';

export type { Fault, Faults } from './faults.ts';
export type { ReceivedCall } from './received.ts';

/** What the stand-in gateway accepts when nothing else is said. */
export const SANDBOX = {
  appKey: '500000',
  appSecret: 'sandbox-secret',
  trackingIds: ['sandbox', 'blog', 'video'],
} as const;

export interface SandboxOptions {
  readonly host?: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly credentials?: Credentials;
  readonly trackingIds?: readonly string[];
  /** Permission packages of the app; all by default. */
  readonly packages?: readonly Package[];
  /** Simplified answers, on which sources differ: with `<method>_response` (`flat`, the default) or without. */
  readonly simplified?: 'flat' | 'streamlined';
  /** Epoch milliseconds. */
  readonly now?: () => number;
  /**
   * A call that follows another within this time is answered with `ApiCallLimit`, as seen on the live gateway when
   * productdetail.get directly follows link.generate. In milliseconds; 0, the default, switches it off.
   */
  readonly callSpacingMs?: number;
  /** Makes short keys and request ids repeat from run to run. */
  readonly seed?: string;
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT`: append `/sync` or `/rest/...`. */
  readonly origin: string;
  /** The latest calls, oldest first; older ones than the last 10,000 are forgotten. */
  readonly calls: readonly ReceivedCall[];
  /** Errors, delays and odd answers for the next calls. */
  readonly faults: Faults;
  /** Ends open connections too. */
  close(): Promise<void>;
}

const CALLS_KEPT = 10_000;

/**
 * Starts a stand-in of the AliExpress gateway. It checks signatures by itself and shares no code with the client.
 * Rejects when the address cannot be listened on.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = '127.0.0.1', port = 0 } = options;
  const calls: ReceivedCall[] = [];
  const faults = createFaults();
  const gateway = createGateway({ ...createState(options), faults }, (call) => {
    calls.push(call);
    if (calls.length > CALLS_KEPT) calls.shift();
  });
  const server = createAdaptorServer({ fetch: gateway.fetch });
  await listen(server, host, port);
  return { origin: originOf(server, host), calls, faults, close: () => close(server) };
}

function createState(options: SandboxOptions): Omit<GatewayState, 'faults'> {
  const { credentials = SANDBOX, trackingIds = SANDBOX.trackingIds, packages = PACKAGES, now = Date.now } = options;
  const next = createSequence(options.seed ?? randomUUID());
  return {
    credentials: { appKey: credentials.appKey, appSecret: credentials.appSecret },
    trackingIds: new Set(trackingIds),
    packages: new Set(packages),
    simplified: options.simplified ?? 'flat',
    now,
    tokens: createTokens(credentials.appKey, now, next),
    pacing: createPacing(options.callSpacingMs ?? 0),
    nextKey: () => shortKey(next('key')),
    nextMarks: () => {
      const requestId = `${next('request').slice(0, 8)}${now()}`;
      return { requestId, traceId: `${requestId}ae` };
    },
  };
}

function listen(server: ServerType, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function originOf(server: ServerType, host: string): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The sandbox gateway listens on no TCP port.');
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
}

function close(server: ServerType): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
