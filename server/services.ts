import { randomUUID } from 'node:crypto';
import type { Mode } from '../lib/contract/access.ts';
import type { Limits } from './access/limits.ts';
import { createLimits } from './access/limits.ts';
import type { Pairings } from './access/pairing.ts';
import { createPairings } from './access/pairing.ts';
import type { Quota } from './access/quota.ts';
import { createQuota } from './access/quota.ts';
import type { Tokens } from './access/tokens.ts';
import { createTokens } from './access/tokens.ts';
import { getCategories } from './aliexpress/categories.ts';
import type { Gateway, GatewayEvent } from './aliexpress/gateway.ts';
import { createGateway } from './aliexpress/gateway.ts';
import { generateLinks } from './aliexpress/links.ts';
import { getProducts } from './aliexpress/products.ts';
import type { Limits as GatewayLimits } from './aliexpress/retry.ts';
import { searchProducts } from './aliexpress/search.ts';
import { batchWindow } from './coalescing/batch-window.ts';
import { currentPurpose } from './coalescing/purpose.ts';
import type { Config } from './config.ts';
import { createDestinationReader } from './links/destination.ts';
import { createLinkFinder } from './links/find-links.ts';
import { createLedgerWriter } from './links/ledger-writer.ts';
import type { MakeLinks } from './links/make-links.ts';
import { createLinkMaker } from './links/make-links.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics/metrics.ts';
import { createMetrics } from './metrics/metrics.ts';
import type { Authorisation, StartTickets } from './oauth/authorisation.ts';
import { createAuthorisation, createStartTickets } from './oauth/authorisation.ts';
import type { TokenKeeper } from './oauth/keeper.ts';
import { openTokenKeeper } from './oauth/open-keeper.ts';
import { orDropshipping } from './products/dropshipping.ts';
import type { AskForProducts, Products } from './products/products.ts';
import { createProducts } from './products/products.ts';
import type { LedgerStore } from './store/ledger.ts';
import type { Store } from './store/store.ts';
import { openStore } from './store/store.ts';

/** Who may do what: all that the commands for tokens, pairing and authorising need. */
export type AccessServices = {
  tokens: Tokens;
  pairings: Pairings;
  startTickets: StartTickets;
  close(): Promise<void>;
};

/** Everything behind the API and the commands, over one store and one gateway. */
export type Services = AccessServices & {
  mode: Mode;
  trackingIds: [string, ...string[]];
  quota: Quota;
  limits: Limits;
  metrics: Metrics;
  makeLinks: MakeLinks;
  products: Products;
  authorisation: Authorisation;
  ledger: LedgerStore;
  /** Rejects if the store does not answer. */
  ping(): Promise<void>;
};

export async function openAccess(config: Config): Promise<AccessServices> {
  const store = await openStore(config);
  return { ...accessOn(store, Date.now), close: store.close };
}

function accessOn(store: Store, now: () => number): Omit<AccessServices, 'close'> {
  const tokens = createTokens(store.access, now);
  return {
    tokens,
    pairings: createPairings(store.pairings, tokens, now),
    startTickets: createStartTickets(store.authorisations, now),
  };
}

export type ServiceOptions = {
  log: Log;
  /** The clock, in milliseconds. */
  now?: () => number;
  /** How patient the gateway client is, where that differs from its defaults. */
  patience?: Partial<GatewayLimits>;
};

/** Opens the store and, in sandbox mode, starts the stand-in gateway on a loopback port of its own. */
export async function openServices(
  config: Config,
  { log, now = Date.now, patience = {} }: ServiceOptions,
): Promise<Services> {
  const store = await openStore(config, (error) => log.warn({ err: error }, 'a database connection broke'));
  const gatewayAccount = await openGatewayAccount(config);
  const limits = createLimits(config.rateLimit, store.pool);
  const tidying = tidy(() => Promise.all([store.answers.forget(now() - KEEP_ANSWERS), limits.forget()]), log);
  const quota = createQuota(store.quota, gatewayAccount.appKey, config.dailyCalls, now);
  const sandbox = config.mode === 'sandbox';
  const metrics = createMetrics(quota.state);
  const noteEvent = (event: GatewayEvent) => noteGatewayEvent(event, metrics, log);
  const { reserve } = quota;
  const gateway = createGateway({ ...gatewayAccount, sandbox, now, reserve, log: noteEvent, limits: patience });
  const keeper = openTokenKeeper({ store: store.authorisations, gateway, config, log });
  const finding = {
    account: gatewayAccount.appKey,
    store: store.answers,
    owner: randomUUID(),
    window: () => batchWindow(quota.leftShare()),
    now,
  };
  const products = createProducts({ ...finding, ask: askForProducts(gateway, keeper, metrics), count: metrics.found });
  const makeLinks = createLinkMaker({
    readDestination: createDestinationReader(),
    findLinks: createLinkFinder({
      ...finding,
      ask: (sources, terms) => {
        metrics.batch('link', sources.length);
        return generateLinks(gateway, { sources, ...terms });
      },
      count: (layer, items) => metrics.found('link', layer, items),
    }),
    writeLedger: createLedgerWriter(store.ledger, now),
    defaultTrackingId: config.trackingIds[0],
    sandbox,
  });
  return {
    ...accessOn(store, now),
    mode: config.mode,
    trackingIds: config.trackingIds,
    quota,
    limits,
    metrics,
    makeLinks,
    products,
    authorisation: createAuthorisation(store.authorisations, gateway, keeper),
    ledger: store.ledger,
    ping: store.ping,
    close: async () => {
      clearInterval(tidying);
      await keeper.close();
      await gateway.close();
      await gatewayAccount.close();
      await store.close();
    },
  };
}

const HOUR = 3_600_000;

/** Answers that ended so long ago are of no use to anybody, in milliseconds. */
const KEEP_ANSWERS = 7 * 24 * HOUR;

/** Forgets every hour what is of no use any more. */
function tidy(forget: () => Promise<unknown>, log: Log): NodeJS.Timeout {
  const forgetOrWarn = () =>
    forget().catch((error: unknown) => {
      log.warn({ err: error }, 'what is old could not be forgotten');
    });
  return setInterval(() => void forgetOrWarn(), HOUR).unref();
}

function askForProducts(gateway: Gateway, keeper: TokenKeeper, metrics: Metrics): AskForProducts {
  const products: AskForProducts['products'] = (ids, market) => {
    metrics.batch('product', ids.length);
    return getProducts(gateway, { ids, ...market });
  };
  return {
    products: orDropshipping(products, gateway, keeper),
    search: (search) => searchProducts(gateway, search),
    categories: () => getCategories(gateway),
  };
}

type GatewayAccount = { origin: string; appKey: string; appSecret: string; close(): Promise<void> };

/** The account that calls are made with; in sandbox mode it starts the stand-in gateway. */
export async function openGatewayAccount({ credentials, gatewayUrl, trackingIds }: Config): Promise<GatewayAccount> {
  if (credentials !== undefined) return { origin: gatewayUrl, ...credentials, close: async () => undefined };
  const { SANDBOX, startSandbox } = await import('./sandbox/index.ts');
  const known = [...new Set([...SANDBOX.trackingIds, ...trackingIds])];
  const { origin, close } = await startSandbox({ trackingIds: known });
  return { origin, appKey: SANDBOX.appKey, appSecret: SANDBOX.appSecret, close };
}

function noteGatewayEvent(event: GatewayEvent, metrics: Metrics, log: Log): void {
  const fine = event.event === 'call' && event.outcome === 'ok';
  const { requestIds } = currentPurpose();
  log[fine ? 'debug' : 'warn']({ gateway: event, requestIds }, 'gateway');
  if (event.event === 'call') metrics.gatewayCall(event.api, event.outcome, event.ms / 1000);
}
