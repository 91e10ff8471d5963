import { SANDBOX } from '../../server/sandbox/index.ts';
import { startPostgres } from '../../test/server/store/postgres-server.ts';
import type { Child } from './child.ts';
import { newFolder, startChild } from './child.ts';

export type Engine = 'SQLite' | 'PostgreSQL';

/** A gateway, and backends that share one store and one app key. */
export type Stage = {
  gateway: Child;
  backends: Child[];
  /** The variables that further backends need to join. */
  env: Record<string, string>;
  close(): Promise<void>;
};

/** Starts a gateway that takes `gatewayMs` for a call, and `count` backends on a store of the engine. */
export async function startStage(engine: Engine, count: number, gatewayMs: number): Promise<Stage> {
  const gateway = await startChild(new URL('./gateway-child.ts', import.meta.url), {
    BENCH_GATEWAY_MS: String(gatewayMs),
  });
  const postgres = engine === 'PostgreSQL' ? await startPostgres() : undefined;
  const env: Record<string, string> = {
    ALIEXPRESS_GATEWAY_URL: gateway.origin,
    ALIEXPRESS_APP_KEY: SANDBOX.appKey,
    ALIEXPRESS_APP_SECRET: SANDBOX.appSecret,
    ALIEXPRESS_TRACKING_ID: 'blog',
    ALIEXPRESS_DAILY_CALLS: '1000000',
    WAYBILL_DATA: newFolder(),
    ...(postgres && { DATABASE_URL: await postgres.newDatabase() }),
  };
  const backends: Child[] = [];
  for (let n = 0; n < count; n += 1)
    backends.push(await startChild(new URL('./backend-child.ts', import.meta.url), env));
  return {
    gateway,
    backends,
    env,
    close: async () => {
      for (const child of [...backends, gateway]) await child.kill('SIGKILL');
      await postgres?.stop();
    },
  };
}

/** The address of a product of the stand-in gateway's programme. */
export function item(n: number): string {
  return `https://www.aliexpress.com/item/${1005000000000000 + n}.html`;
}
