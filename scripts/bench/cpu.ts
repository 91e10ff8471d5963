import type { Child } from './child.ts';
import { newFolder, startChild } from './child.ts';
import { send } from './load.ts';

const WARM_UP = 3_000;
const REQUESTS = 12_000;
const ROUNDS = 3;

/** CPU of a link request that is answered from memory, in bare JSON echoes of the same run. */
export async function cachedLinkCost(): Promise<{ echo: number; backend: number }> {
  const data = newFolder();
  const [echo, backend] = [
    await startChild(new URL('./echo-child.ts', import.meta.url)),
    await startChild(new URL('./backend-child.ts', import.meta.url), { WAYBILL_DATA: data }),
  ];
  const cost = { echo: Number.POSITIVE_INFINITY, backend: Number.POSITIVE_INFINITY };
  await microsecondsPerRequest(echo, WARM_UP);
  await microsecondsPerRequest(backend, WARM_UP);
  for (let round = 0; round < ROUNDS; round += 1) {
    cost.echo = Math.min(cost.echo, await microsecondsPerRequest(echo, REQUESTS));
    cost.backend = Math.min(cost.backend, await microsecondsPerRequest(backend, REQUESTS));
  }
  await Promise.all([echo.kill(), backend.kill()]);
  return cost;
}

async function microsecondsPerRequest(child: Child, requests: number): Promise<number> {
  const urls = [1, 2, 3].map((n) => `https://www.aliexpress.com/item/${1005006338829917 + n}.html`);
  const body = JSON.stringify({ urls, linkType: 'normal' });
  const before = await child.usage();
  const load = { origin: child.origin, token: child.token, path: '/v1/links', body: () => body, connections: 32 };
  const sent = await send(load, (started) => started >= requests);
  if (sent.failed > 0) throw new Error(`${sent.failed} requests failed`);
  return ((await child.usage()).cpu - before.cpu) / sent.requests;
}
