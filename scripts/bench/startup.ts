import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { newFolder } from './child.ts';

const ROUNDS = 5;
const IDLE_MS = 2_000;

export type Startup = { readyMs: number; idleMb: number };

/** Until a backend answers for the first time, and its memory when nothing happens; the best of some starts. */
export async function startup(script: string): Promise<Startup> {
  const data = newFolder();
  const best = { readyMs: Number.POSITIVE_INFINITY, idleMb: Number.POSITIVE_INFINITY };
  for (let round = 0; round < ROUNDS; round += 1) {
    const { readyMs, idleMb } = await startOnce(script, data, 20_000 + ((process.pid + round) % 20_000));
    best.readyMs = Math.min(best.readyMs, readyMs);
    best.idleMb = Math.min(best.idleMb, idleMb);
  }
  return best;
}

async function startOnce(script: string, data: string, port: number): Promise<Startup> {
  const started = performance.now();
  const live = { ALIEXPRESS_APP_KEY: '1', ALIEXPRESS_APP_SECRET: 'x', ALIEXPRESS_TRACKING_ID: 'blog' };
  const child = spawn(process.execPath, [script, 'serve'], {
    env: { PATH: process.env.PATH, WAYBILL_DATA: data, PORT: String(port), ...live },
    stdio: 'ignore',
  });
  while (!(await answers(`http://127.0.0.1:${port}/healthz`))) await sleep(2);
  const readyMs = performance.now() - started;
  await sleep(IDLE_MS);
  const idleMb = residentMemory(child.pid ?? 0);
  child.kill();
  await once(child, 'exit');
  return { readyMs, idleMb };
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(url).catch(() => undefined);
  await response?.text();
  return response?.ok ?? false;
}

/** In megabytes; not known outside Linux. */
function residentMemory(pid: number): number {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return Number.NaN;
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1]) / 1024;
}
