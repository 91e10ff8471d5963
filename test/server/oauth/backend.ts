import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Config } from '../../../server/config.ts';
import { readConfig } from '../../../server/config.ts';
import { createLog } from '../../../server/log.ts';
import type { Backend } from '../../../server/main.ts';
import { startBackend } from '../../../server/main.ts';

export type RunningBackend = Pick<Backend, 'origin' | 'services'> & {
  dataFolder: string;
  /** Everything that it logged. */
  logged: string[];
  /** A GET with a token of its own: of somebody who may use these tracking ids, or all. */
  get(route: string, rights?: { trackingIds?: string[]; isOwner?: boolean }): Promise<Response>;
};

type Options = { env?: Record<string, string>; now?: () => number };

/** The backend over real HTTP, with the credentials of the sandbox and the gateway at `gatewayUrl`. */
export async function backendOn(
  gatewayUrl: string,
  { env = {}, now = Date.now }: Options = {},
): Promise<RunningBackend> {
  const config = configOf({ ALIEXPRESS_GATEWAY_URL: gatewayUrl, WAYBILL_DATA: newDataFolder(), ...env });
  const logged: string[] = [];
  const log = createLog('trace', ['sandbox-secret'], { write: (line) => logged.push(line) });
  const { origin, services, close } = await startBackend(config, { log, now });
  onTestFinished(close);
  const get: RunningBackend['get'] = async (route, { trackingIds, isOwner } = {}) => {
    const rights = { trackingIds: trackingIds ?? null, isOwner: isOwner ?? false };
    const { token } = await services.tokens.createUnder('anna', rights);
    return await fetch(`${origin}${route}`, { headers: { Authorization: `Bearer ${token}` }, redirect: 'manual' });
  };
  return { origin, services, dataFolder: config.dataFolder, logged, get };
}

export function newDataFolder(): string {
  return path.join(mkdtempSync(path.join(tmpdir(), 'waybill-backend-')), 'data');
}

function configOf(env: Record<string, string>): Config {
  const outcome = readConfig({
    env: {
      ALIEXPRESS_APP_KEY: '500000',
      ALIEXPRESS_APP_SECRET: 'sandbox-secret',
      ALIEXPRESS_TRACKING_ID: 'blog,video',
      PORT: '0',
      ...env,
    },
    readSecretFile: () => {
      throw new Error('no secret file in this test');
    },
  });
  if (!outcome.ok) throw new Error(outcome.line);
  return outcome.config;
}
