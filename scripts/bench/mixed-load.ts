import type { Engine } from './backends.ts';
import { item, startStage } from './backends.ts';
import { send } from './load.ts';
import { percentile } from './median.ts';

const GATEWAY_MS = 80;
const CONNECTIONS = 32;
const KNOWN = 200;

export type MixedLoad = {
  seconds: number;
  requests: number;
  failed: number;
  limited: number;
  perSecond: number;
  p50: number;
  p99: number;
  /** Resident memory after a quarter of the time, and at the end, in megabytes. */
  earlyMb: number;
  lateMb: number;
};

/**
 * Keeps one backend busy: of twenty requests sixteen are for known links, one for a new one, one each for a product,
 * the history and the own access.
 */
export async function mixedLoad(engine: Engine, seconds: number): Promise<MixedLoad> {
  const stage = await startStage(engine, 1, GATEWAY_MS);
  const [backend] = stage.backends;
  if (backend === undefined) throw new Error('no backend');
  const end = performance.now() + seconds * 1000;
  const memory: number[] = [];
  const sampling = setInterval(() => {
    void backend.usage().then(({ rss }) => memory.push(rss / 1024 / 1024));
  }, 1000);
  const load = { origin: backend.origin, token: backend.token, connections: CONNECTIONS };
  const sent = await send({ ...load, path: pathOf, body: bodyOf }, () => performance.now() > end);
  clearInterval(sampling);
  await stage.close();
  return {
    seconds,
    ...{ requests: sent.requests, failed: sent.failed, limited: sent.limited },
    perSecond: sent.requests / seconds,
    p50: percentile(sent.milliseconds, 0.5),
    p99: percentile(sent.milliseconds, 0.99),
    earlyMb: memory[Math.floor(memory.length / 4)] ?? Number.NaN,
    lateMb: memory.at(-1) ?? Number.NaN,
  };
}

function pathOf(n: number): string {
  if (n % 20 === 1) return `/v1/products/${1005000000000000 + (n % KNOWN)}`;
  if (n % 20 === 2) return '/v1/history?limit=20';
  if (n % 20 === 3) return '/v1/me';
  return '/v1/links';
}

function bodyOf(n: number): string | undefined {
  if (n % 20 > 0 && n % 20 < 4) return undefined;
  const first = n % 20 === 0 ? KNOWN + n : n % KNOWN;
  return JSON.stringify({ urls: n % 20 === 0 ? [item(first)] : [item(first), item((first + 7) % KNOWN)] });
}
