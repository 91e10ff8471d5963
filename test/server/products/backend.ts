import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { ConfigSource } from '../../../server/config.ts';
import { readConfig } from '../../../server/config.ts';
import { createLog } from '../../../server/log.ts';
import { startBackend } from '../../../server/main.ts';

export type RunningBackend = {
  origin: string;
  /** Everything that it logged. */
  logged: string[];
  /** A GET with a token: of somebody who may use these tracking ids, or all. */
  get(path: string, trackingIds?: string[]): Promise<Response>;
};

/** The backend over real HTTP, with the credentials of the sandbox and the gateway at `gatewayUrl`. */
export async function backendOn(gatewayUrl: string, env: Record<string, string> = {}): Promise<RunningBackend> {
  const outcome = readConfig(sourceOf({ ALIEXPRESS_GATEWAY_URL: gatewayUrl, ...env }));
  if (!outcome.ok) throw new Error(outcome.line);
  const logged: string[] = [];
  const log = createLog('trace', ['sandbox-secret'], { write: (line) => logged.push(line) });
  const backend = await startBackend(outcome.config, { log });
  onTestFinished(backend.close);
  const get: RunningBackend['get'] = async (route, trackingIds) => {
    const rights = { trackingIds: trackingIds ?? null, isOwner: false };
    const { token } = await backend.services.tokens.createUnder('anna', rights);
    return await fetch(`${backend.origin}${route}`, { headers: { Authorization: `Bearer ${token}` } });
  };
  return { origin: backend.origin, logged, get };
}

function sourceOf(env: Record<string, string>): ConfigSource {
  return {
    env: {
      ALIEXPRESS_APP_KEY: '500000',
      ALIEXPRESS_APP_SECRET: 'sandbox-secret',
      ALIEXPRESS_TRACKING_ID: 'blog,video',
      WAYBILL_DATA: path.join(mkdtempSync(path.join(tmpdir(), 'waybill-products-')), 'data'),
      PORT: '0',
      ...env,
    },
    readSecretFile: () => {
      throw new Error('no secret file in this test');
    },
  };
}
