import * as z from 'zod/mini';
import type { Engine } from './backends.ts';
import { item, startStage } from './backends.ts';
import { send } from './load.ts';
import { percentile } from './median.ts';

const REQUESTS = 2_400;
const DISTINCT = 600;
const AT_A_TIME = 100;
const GATEWAY_MS = 80;

export type Burst = { calls: number; sentTwice: number; failed: number; p50: number; p99: number };

/** 2,400 requests for 600 pages in random order, 100 at a time, evenly to all backends. */
export async function burst(engine: Engine, backends: number): Promise<Burst> {
  const stage = await startStage(engine, backends, GATEWAY_MS);
  const pages = shuffled(Array.from({ length: REQUESTS }, (_, n) => item(n % DISTINCT)));
  let sent = 0;
  const parts = await Promise.all(
    stage.backends.map(({ origin, token }) =>
      send(
        {
          ...{ origin, token, path: '/v1/links', connections: AT_A_TIME / backends },
          body: () => JSON.stringify({ urls: [pages[sent++]] }),
        },
        () => sent >= REQUESTS,
      ),
    ),
  );
  const calls = z.array(z.array(z.string())).parse(await stage.gateway.ask('calls'));
  await stage.close();
  const times = parts.flatMap((part) => part.milliseconds);
  return {
    calls: calls.length,
    sentTwice: calls.flat().length - new Set(calls.flat()).size,
    failed: parts.reduce((sum, part) => sum + part.failed, 0),
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
  };
}

/** A random order that is the same in every run. */
function shuffled<T>(items: T[]): T[] {
  let seed = 42;
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed;
  };
  return items
    .map((value) => [random(), value] as const)
    .sort(([one], [other]) => one - other)
    .map(([, value]) => value);
}
