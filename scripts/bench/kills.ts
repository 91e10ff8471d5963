import * as z from 'zod/mini';
import { LinksAnswer } from '../../lib/contract/links.ts';
import { openStore } from '../../server/store/store.ts';
import type { Engine, Stage } from './backends.ts';
import { item, startStage } from './backends.ts';
import type { Child } from './child.ts';
import { startChild } from './child.ts';

const GATEWAY_MS = 20;
const CLIENTS = 8;
const ROUND_MS = 700;

export type Kills = {
  rounds: number;
  answered: number;
  lost: number;
  /** Calls that the gateway received, and that were reserved; never more than reserved. */
  calls: number;
  reserved: number;
  /** The longest that a page asked for by the killed instance kept another one waiting, in milliseconds. */
  longestWait: number;
};

/** Kills a loaded backend again and again, and looks whether what it had answered is still there. */
export async function kills(engine: Engine, rounds: number): Promise<Kills> {
  const stage = await startStage(engine, 1, GATEWAY_MS);
  const answered: string[] = [];
  let longestWait = 0;
  for (let round = 0; round < rounds; round += 1) {
    const victim = await startChild(new URL('./backend-child.ts', import.meta.url), stage.env);
    const clients = Array.from({ length: CLIENTS }, (_, n) => client(victim, round * 100_000 + n * 10_000, answered));
    await new Promise((resolve) => setTimeout(resolve, ROUND_MS));
    await victim.kill('SIGKILL');
    const unfinished = await Promise.all(clients);
    longestWait = Math.max(longestWait, await waitFor(stage, unfinished));
  }
  const { kept, reserved } = await readStore(stage);
  const calls = z.array(z.unknown()).parse(await stage.gateway.ask('calls')).length;
  await stage.close();
  const lost = answered.filter((url) => !kept.has(url)).length;
  return { rounds, answered: answered.length, lost, calls, reserved, longestWait };
}

/** Asks for one new page after the other until the backend is gone; the page that it was asking for then. */
async function client(backend: Child, first: number, answered: string[]): Promise<string> {
  for (let n = first; ; n += 1) {
    const links = await ask(backend, [item(n)]).catch(() => undefined);
    if (links === undefined) return item(n);
    for (const link of links) if (link.ok) answered.push(link.url);
  }
}

/** How long the other instance needs for the pages that the killed one was asking for, in milliseconds. */
async function waitFor({ backends: [other] }: Stage, pages: string[]): Promise<number> {
  const started = performance.now();
  const links = other === undefined ? [] : await ask(other, pages);
  if (links.some((link) => !link.ok)) throw new Error('A page of the killed instance is stuck');
  return performance.now() - started;
}

async function ask({ origin, token }: Child, urls: string[]) {
  const response = await fetch(`${origin}/v1/links`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ urls }),
  });
  return LinksAnswer.parse(await response.json()).links;
}

async function readStore({ env, backends: [other] }: Stage): Promise<{ kept: Set<string>; reserved: number }> {
  const store = await openStore({ databaseUrl: env.DATABASE_URL, dataFolder: env.WAYBILL_DATA ?? '' });
  const search = { accessId: undefined, query: undefined, trackingId: undefined, before: undefined };
  const entries = await store.ledger.search({ ...search, limit: 10_000_000 });
  await store.close();
  const me = await fetch(`${other?.origin}/v1/me`, { headers: { Authorization: `Bearer ${other?.token}` } });
  const { quota } = z.object({ quota: z.object({ used: z.int() }) }).parse(await me.json());
  return { kept: new Set(entries.map((entry) => entry.url)), reserved: quota.used };
}
