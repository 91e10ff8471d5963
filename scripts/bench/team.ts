import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { LinksAnswer } from '../../lib/contract/links.ts';
import { openStore } from '../../server/store/store.ts';
import { item, startStage } from './backends.ts';
import type { Child } from './child.ts';
import { newFolder, startChild } from './child.ts';

const CLIENTS = 16;
const SECONDS = 8;
const KILL_AT = 3;
const RETRY_AFTER_MS = 500;
const GATEWAY_MS = 40;

export type Team = { requests: number; retried: number; failed: number; lost: number };

type Reply = { status: number; text: string };

/**
 * What compose.yaml sets up, without containers: PostgreSQL, two backends, and Caddy with the same Caddyfile, which ends
 * TLS. One backend is killed under load; a client does what the extension does, which is to try once more.
 */
export async function team(): Promise<Team> {
  const port = 30_000 + (process.pid % 10_000);
  const stage = await startStage('PostgreSQL', 0, GATEWAY_MS);
  const env = {
    ...stage.env,
    WAYBILL_PUBLIC_URL: `https://localhost:${port}`,
    WAYBILL_TRUSTED_PROXIES: '127.0.0.1',
  };
  const backends = [
    await startChild(new URL('./backend-child.ts', import.meta.url), { ...env, WAYBILL_DATA: newFolder() }),
    await startChild(new URL('./backend-child.ts', import.meta.url), { ...env, WAYBILL_DATA: newFolder() }),
  ];
  const proxy = await startProxy(port, backends);
  const result = { requests: 0, retried: 0, failed: 0, lost: 0 };
  const answered: string[] = [];
  const end = performance.now() + SECONDS * 1000;
  const agent = new Agent({ keepAlive: true, rejectUnauthorized: false });
  const clients = Array.from({ length: CLIENTS }, async (_, n) => {
    for (let page = n * 10_000; performance.now() < end; page += 1) {
      result.requests += 1;
      const links = await askTwice(port, backends[1]?.token ?? '', item(page), agent, result);
      if (links === undefined) result.failed += 1;
      else answered.push(...links);
    }
  });
  await sleep(KILL_AT * 1000);
  await backends[0]?.kill('SIGKILL');
  await Promise.all(clients);
  agent.destroy();
  result.lost = await countLost(stage.env, answered);
  proxy.kill();
  await once(proxy, 'exit');
  await backends[1]?.kill('SIGKILL');
  await stage.close();
  return result;
}

async function startProxy(port: number, backends: readonly Child[]) {
  const file = new URL('../../deploy/Caddyfile', import.meta.url).pathname;
  const addresses = backends.map(({ origin }) => new URL(origin).host).join(' ');
  const proxy = spawn('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], {
    env: {
      PATH: process.env.PATH,
      XDG_DATA_HOME: newFolder(),
      XDG_CONFIG_HOME: newFolder(),
      SITE_ADDRESS: `https://localhost:${port}`,
      BACKENDS: addresses,
    },
    stdio: 'ignore',
  });
  proxy.on('error', () => {
    process.stderr.write('This part needs Caddy ("apt-get install caddy").\n');
    process.exit(1);
  });
  const agent = new Agent({ rejectUnauthorized: false });
  for (let tries = 0; tries < 100; tries += 1) {
    const reply = await call({ port, method: 'GET', path: '/healthz', agent }).catch(() => undefined);
    if (reply?.status === 200) return proxy;
    await sleep(100);
  }
  throw new Error('The proxy does not answer');
}

/** The links that were answered, at the second try if need be; undefined if that failed too. */
async function askTwice(
  port: number,
  token: string,
  url: string,
  agent: Agent,
  result: Team,
): Promise<string[] | undefined> {
  const ask = async () => {
    const body = JSON.stringify({ urls: [url] });
    const reply = await call({ port, method: 'POST', path: '/v1/links', agent, token, body });
    if (reply.status !== 200) throw new Error(String(reply.status));
    return LinksAnswer.parse(JSON.parse(reply.text)).links.map((link) => {
      if (!link.ok) throw new Error(link.code);
      return link.url;
    });
  };
  try {
    return await ask();
  } catch {
    result.retried += 1;
    await sleep(RETRY_AFTER_MS);
    return await ask().catch(() => undefined);
  }
}

function call(options: {
  port: number;
  method: string;
  path: string;
  agent: Agent;
  token?: string;
  body?: string;
}): Promise<Reply> {
  const { port, method, path, agent, token, body } = options;
  const headers: Record<string, string | number> = {
    ...(token && { Authorization: `Bearer ${token}` }),
    ...(body && { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }),
  };
  return new Promise((resolve, reject) => {
    const sending = request({ host: 'localhost', port, method, path, agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      response.on('error', reject);
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

async function countLost(env: Record<string, string>, answered: readonly string[]): Promise<number> {
  const store = await openStore({ databaseUrl: env.DATABASE_URL, dataFolder: '' });
  const search = { accessId: undefined, query: undefined, trackingId: undefined, before: undefined };
  const entries = await store.ledger.search({ ...search, limit: 1_000_000 });
  await store.close();
  const kept = new Set(entries.map((entry) => entry.url));
  return answered.filter((url) => !kept.has(url)).length;
}
