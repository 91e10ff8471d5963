import type { Child } from './child.ts';
import { newFolder, startChild } from './child.ts';
import { send } from './load.ts';
import { median, percentile } from './median.ts';

const CONNECTIONS = 32;
const WARM_UP = 6_000;
const REQUESTS = 3_000;
const ROUNDS = 15;

/** Microseconds of CPU a request, user and system (medians), and how often the echo goes into the backend. */
export type CachedLinkCost = { echo: number; backend: number; ratio: number; quarter: number; threeQuarters: number };

/**
 * CPU of a link request that is answered from memory, in bare JSON echoes. Both are measured in each of many short
 * rounds, taking turns at going first, so that what else the machine does meets both; the ratio is the median of the
 * rounds' own ratios.
 */
export async function cachedLinkCost(): Promise<CachedLinkCost> {
  const echo = await startChild(new URL('./echo-child.ts', import.meta.url));
  const backend = await startChild(new URL('./backend-child.ts', import.meta.url), { WAYBILL_DATA: newFolder() });
  for (const child of [echo, backend]) await microsecondsPerRequest(child, WARM_UP);
  const rounds: { echo: number; backend: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const cost = { echo: 0, backend: 0 };
    const order = [['echo', echo] as const, ['backend', backend] as const];
    if (round % 2 === 1) order.reverse();
    for (const [name, child] of order) cost[name] = await microsecondsPerRequest(child, REQUESTS);
    rounds.push(cost);
  }
  await Promise.all([echo.kill(), backend.kill()]);
  const ratios = rounds.map((round) => round.backend / round.echo);
  return {
    echo: median(rounds.map((round) => round.echo)),
    backend: median(rounds.map((round) => round.backend)),
    ratio: median(ratios),
    quarter: percentile(ratios, 0.25),
    threeQuarters: percentile(ratios, 0.75),
  };
}

async function microsecondsPerRequest(child: Child, requests: number): Promise<number> {
  const urls = [1, 2, 3].map((n) => `https://www.aliexpress.com/item/${1005006338829917 + n}.html`);
  const body = JSON.stringify({ urls, linkType: 'normal' });
  const before = await child.usage();
  const load = { origin: child.origin, token: child.token, path: '/v1/links', body: () => body };
  const sent = await send({ ...load, connections: CONNECTIONS }, (started) => started >= requests);
  if (sent.failed > 0) throw new Error(`${sent.failed} requests failed`);
  return ((await child.usage()).cpu - before.cpu) / sent.requests;
}
