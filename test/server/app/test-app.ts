import { BlockList } from 'node:net';
import type { Hono } from 'hono';
import { failed } from '../../../lib/contract/outcome.ts';
import { createLimits } from '../../../server/access/limits.ts';
import { createPairings } from '../../../server/access/pairing.ts';
import { createQuota } from '../../../server/access/quota.ts';
import { createTokens } from '../../../server/access/tokens.ts';
import { createApp } from '../../../server/app.ts';
import { readDestination } from '../../../server/links/destination.ts';
import { createLinkFinder } from '../../../server/links/find-links.ts';
import { createLedgerWriter } from '../../../server/links/ledger-writer.ts';
import { createLinkMaker } from '../../../server/links/make-links.ts';
import { createLog } from '../../../server/log.ts';
import { createMetrics } from '../../../server/metrics/metrics.ts';
import { createStartTickets } from '../../../server/oauth/authorisation.ts';
import { createProducts } from '../../../server/products/products.ts';
import type { AppEnv } from '../../../server/routes/env.ts';
import type { Services } from '../../../server/services.ts';
import { memoryStore } from '../access/memory-store.ts';
import { fakeGateway } from '../links/fake-gateway.ts';
import { fakeCatalogue } from '../products/fake-catalogue.ts';

export const PUBLIC_URL = 'http://127.0.0.1:8787';

export type TestApp = {
  app: Hono<AppEnv>;
  services: Services;
  gateway: ReturnType<typeof fakeGateway>;
  catalogue: ReturnType<typeof fakeCatalogue>;
  logged: string[];
  /** A new token. */
  token(name: string, rights?: { trackingIds?: string[]; isOwner?: boolean }): Promise<string>;
  get(path: string, token?: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, body: unknown, token?: string, headers?: Record<string, string>): Promise<Response>;
};

/** The whole API over a store in memory and a gateway that makes links up. */
export async function testApp({
  now = Date.now,
  rateLimit = 600,
}: {
  now?: () => number;
  rateLimit?: number;
} = {}): Promise<TestApp> {
  const store = await memoryStore();
  const gateway = fakeGateway();
  const tokens = createTokens(store.access, now);
  const quota = createQuota(store.quota, '500000', 100, now);
  const count = () => undefined;
  const finding = { account: '500000', store: store.answers, owner: 'test', window: () => 1, now, count };
  const catalogue = fakeCatalogue();
  const services: Services = {
    mode: 'sandbox',
    trackingIds: ['blog', 'video'],
    tokens,
    pairings: createPairings(store.pairings, tokens, now),
    quota,
    limits: createLimits(rateLimit, undefined),
    metrics: createMetrics(quota.state),
    makeLinks: createLinkMaker({
      readDestination,
      findLinks: createLinkFinder({ ...finding, ask: gateway.ask }),
      writeLedger: createLedgerWriter(store.ledger, now),
      defaultTrackingId: 'blog',
      sandbox: true,
    }),
    products: createProducts({ ...finding, ask: catalogue.ask }),
    startTickets: createStartTickets(store.authorisations, now),
    authorisation: {
      begin: async () => failed('gateway_unavailable'),
      finish: async () => failed('gateway_unavailable'),
    },
    ledger: store.ledger,
    ping: store.ping,
    close: store.close,
  };
  const logged: string[] = [];
  const log = createLog('trace', [], { write: (line) => logged.push(line) });
  const app = createApp(
    services,
    { publicUrl: PUBLIC_URL, hosts: new Set(['127.0.0.1:8787']), proxies: new BlockList(), isStopping: () => false },
    log,
  );

  const send = async (path: string, init: RequestInit, token: string | undefined): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
    return await app.request(`${PUBLIC_URL}${path}`, { ...init, headers }, {});
  };
  return {
    app,
    services,
    gateway,
    catalogue,
    logged,
    token: async (name, { trackingIds, isOwner } = {}) => {
      const rights = { trackingIds: trackingIds ?? null, isOwner: isOwner ?? false };
      return (await tokens.createUnder(name, rights)).token;
    },
    get: (path, token, headers = {}) => send(path, { headers }, token),
    post: (path, body, token, headers = {}) =>
      send(
        path,
        {
          method: 'POST',
          body: typeof body === 'string' ? body : JSON.stringify(body),
          headers: { 'Content-Type': 'application/json', ...headers },
        },
        token,
      ),
  };
}
