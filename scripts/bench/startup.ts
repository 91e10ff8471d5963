import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import { newFolder } from './child.ts';
import { median } from './median.ts';

const ROUNDS = 7;
const IDLE_MS = 3_000;

const LIVE = { ALIEXPRESS_APP_KEY: '1', ALIEXPRESS_APP_SECRET: 'x', ALIEXPRESS_TRACKING_ID: 'blog' };

const { scripts } = z
  .object({ scripts: z.object({ waybill: z.string() }) })
  .parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')));

/** What Node is given: from source, as `npm run waybill` does it, and the bundle, as the container does it. */
const WAYS: Record<string, string[]> = {
  'from source': scripts.waybill.split(' ').slice(1),
  'the bundle': ['.output/server/waybill.mjs'],
};

/** Until a backend answers for the first time, the CPU time of that, and its memory when nothing happens. */
type Start = { readyMs: number; cpuMs: number; idleMb: number };

const NO_START: Start = { readyMs: Number.NaN, cpuMs: Number.NaN, idleMb: Number.NaN };

/** `first`: with nothing compiled before, as right after an installation. The others are medians of the starts after it. */
export type Startup = Start & { way: string; first: Start };

/** Starts a backend again and again in both ways, taking turns. */
export async function startups(): Promise<Startup[]> {
  const ways = Object.entries(WAYS).map(([way, words]) => ({ way, words, folder: newFolder(), starts: [] as Start[] }));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { words, folder, starts } of ways) starts.push(await startOnce(words, folder));
  }
  return ways.map(({ way, starts: [first = NO_START, ...later] }) => ({
    way,
    first,
    readyMs: median(later.map((start) => start.readyMs)),
    cpuMs: median(later.map((start) => start.cpuMs)),
    idleMb: median(later.map((start) => start.idleMb)),
  }));
}

/** `folder` holds the data, and what Node compiled. */
async function startOnce(words: string[], folder: string): Promise<Start> {
  const started = performance.now();
  const child = spawn(process.execPath, [...words, 'serve'], {
    env: { PATH: process.env.PATH, TMPDIR: folder, WAYBILL_DATA: folder, PORT: '0', ...LIVE },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  const origin = /http:\S+/.exec(said.toString())?.[0] ?? 'nowhere';
  const { status } = await fetch(`${origin}/readyz`);
  if (status !== 200) throw new Error(`/readyz answered ${status}`);
  const readyMs = performance.now() - started;
  const cpuMs = cpuTime(child.pid ?? 0);
  await sleep(IDLE_MS);
  const idleMb = residentMemory(child.pid ?? 0);
  child.kill();
  await once(child, 'exit');
  return { readyMs, cpuMs, idleMb };
}

/** User and system time of a process in milliseconds, which Linux counts in hundredths of a second. */
function cpuTime(pid: number): number {
  const fields = procFile(pid, 'stat').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** In megabytes. */
function residentMemory(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(procFile(pid, 'status'))?.[1]) / 1024;
}

/** Nothing is known outside Linux. */
function procFile(pid: number, name: string): string {
  const file = `/proc/${pid}/${name}`;
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
