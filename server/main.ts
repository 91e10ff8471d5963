import type { Server } from 'node:http';
import { BlockList, isIPv6 } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Mode } from '../lib/contract/access.ts';
import { isLoopback } from '../lib/contract/loopback.ts';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import type { AppEnv } from './routes/env.ts';
import type { ServiceOptions, Services } from './services.ts';
import { openServices } from './services.ts';
import { StartError } from './start-error.ts';

export { StartError } from './start-error.ts';

/** Requests under way get this long to end when the backend stops, in milliseconds. */
const STOP_WAIT = 15_000;

/**
 * Behind a proxy requests are still taken for so long after `/readyz` has said that the backend stops, in milliseconds:
 * four looks of `deploy/Caddyfile`. With STOP_WAIT it has to stay below the `stop_grace_period` of compose.yaml.
 */
const DRAIN = 1_000;

/** How long a client may take to send its headers and its whole request, in milliseconds. Then it is cut off. */
export type Waits = { headers: number; request: number };

const WAITS: Waits = { headers: 10_000, request: 30_000 };

/** All headers of a request, in bytes. */
const MAX_HEADERS = 16 * 1024;

export type BackendOptions = ServiceOptions & { waits?: Waits };

export type Backend = {
  /** Where it listens, such as `http://127.0.0.1:8787`. */
  origin: string;
  /** The address under which clients reach it. */
  publicUrl: string;
  mode: Mode;
  services: Services;
  /** Is not ready from now on, takes no new requests after a moment, finishes those under way, closes the store. */
  close(): Promise<void>;
};

/** Runs the backend. Rejects with a StartError if the port is taken. */
export async function startBackend(config: Config, options: BackendOptions): Promise<Backend> {
  const { log } = options;
  const services = await openServices(config, options);
  try {
    const server = listener((request, env) => app.fetch(request, env), options.waits ?? WAITS);
    const port = await listen(server, config);
    const origin = `http://${bracketed(config.host)}:${port}`;
    const publicUrl = config.publicUrl ?? origin;
    const proxies = proxyList(config.trustedProxies);
    const hosts = hostNames(publicUrl, config.host, port);
    let stopping = false;
    const app = createApp(services, { publicUrl, hosts, proxies, isStopping: () => stopping }, log);
    const close = async () => {
      stopping = true;
      if (isThroughProxy(publicUrl)) await sleep(DRAIN);
      await stop(server);
      await services.close();
    };
    return { origin, publicUrl, mode: services.mode, services, close };
  } catch (error) {
    await services.close();
    throw error;
  }
}

/** A pairing link: what a person pastes in the options of Waybill. */
export function pairingLink(publicUrl: string, code: string): string {
  return `${publicUrl}/#pair=${code}`;
}

function listener(fetch: Hono<AppEnv>['fetch'], waits: Waits): Server {
  const serverOptions = {
    headersTimeout: waits.headers,
    requestTimeout: waits.request,
    connectionsCheckingInterval: waits.headers / 4,
    maxHeaderSize: MAX_HEADERS,
  };
  return createAdaptorServer({ fetch, serverOptions }) as Server;
}

async function listen(server: Server, { host, port }: Config): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once('error', (error) => reject(startError(error, host, port)));
  server.listen(port, host, () => {
    const address = server.address();
    resolve(typeof address === 'object' && address !== null ? address.port : port);
  });
  return await promise;
}

function startError(error: Error & { code?: string }, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new StartError(`PORT ${port} on ${host} is taken: stop what uses it, or set PORT to another.`);
  }
  if (error.code === 'EACCES') return new StartError(`PORT ${port} may not be used by this user: set PORT to another.`);
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new StartError(`HOST ${host} is not an address of this machine.`);
  }
  return error;
}

/** The names under which this backend answers: its public one, and on loopback the usual three. */
function hostNames(publicUrl: string, host: string, port: number): ReadonlySet<string> {
  const names = new Set([new URL(publicUrl).host, `${bracketed(host)}:${port}`]);
  for (const name of ['127.0.0.1', 'localhost', '[::1]']) names.add(`${name}:${port}`);
  return names;
}

function proxyList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    list.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return list;
}

/** The backend speaks http only, and is reached from this very machine unless something stands in front of it. */
function isThroughProxy(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl);
  return protocol === 'https:' || !isLoopback(hostname);
}

/** A host as it stands in an address: IPv6 in brackets. */
export function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const deadline = setTimeout(() => server.closeAllConnections(), STOP_WAIT);
  await closed;
  clearInterval(sweep);
  clearTimeout(deadline);
}
