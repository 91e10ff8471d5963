import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LinkResult } from '../../../lib/contract/links.ts';
import { LinksAnswer } from '../../../lib/contract/links.ts';
import { readConfig } from '../../../server/config.ts';
import { createLog } from '../../../server/log.ts';
import type { Backend, BackendOptions } from '../../../server/main.ts';
import { startBackend } from '../../../server/main.ts';
import type { Sandbox } from '../../../server/sandbox/index.ts';
import { SANDBOX } from '../../../server/sandbox/index.ts';

export type LiveBackend = {
  backend: Backend;
  dataFolder: string;
  /** Asks for links over HTTP. */
  links(urls: readonly string[], more?: object): Promise<LinkResult[]>;
  post(path: string, body: object): Promise<Response>;
  /** Reads from the API. */
  get(path: string): Promise<Response>;
};

/** A backend on real HTTP that talks to a stand-in gateway as if it were the live one. */
export async function liveBackend(
  { origin: gateway }: Pick<Sandbox, 'origin'>,
  env: Record<string, string> = {},
  options: Partial<BackendOptions> = {},
): Promise<LiveBackend> {
  const outcome = readConfig({
    env: {
      ALIEXPRESS_GATEWAY_URL: gateway,
      ALIEXPRESS_APP_KEY: SANDBOX.appKey,
      ALIEXPRESS_APP_SECRET: SANDBOX.appSecret,
      ALIEXPRESS_TRACKING_ID: 'blog',
      WAYBILL_DATA: mkdtempSync(path.join(tmpdir(), 'waybill-live-')),
      WAYBILL_RATE_LIMIT: '1000000',
      PORT: '0',
      ...env,
    },
    readSecretFile: () => ({ text: '', worldReadable: false }),
  });
  if (!outcome.ok) throw new Error(outcome.line);
  const backend = await startBackend(outcome.config, { log: createLog('silent', []), ...options });
  const rights = { trackingIds: null, isOwner: false };
  const { token } = await backend.services.tokens.createUnder('anna', rights);
  const post = (route: string, body: object) =>
    fetch(`${backend.origin}${route}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  return {
    backend,
    dataFolder: outcome.config.dataFolder,
    get: (route) => fetch(`${backend.origin}${route}`, { headers: { Authorization: `Bearer ${token}` } }),
    post,
    links: async (urls, more = {}) => {
      const response = await post('/v1/links', { urls, ...more });
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
      return LinksAnswer.parse(await response.json()).links;
    },
  };
}

/** The address of a product that the stand-in gateway has in its programme. */
export function item(n: number): string {
  return `https://www.aliexpress.com/item/${1005000000000000 + n}.html`;
}

/** Every source value that the gateway was asked for, as often as it was. */
export function sourcesAsked(sandbox: Sandbox): string[] {
  return sandbox.calls.flatMap((call) => call.params.source_values?.split(',') ?? []);
}
