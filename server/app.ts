import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import * as z from 'zod/mini';
import { failure } from '../lib/contract/failure.ts';
import type { DoorParts } from './access/door.ts';
import { door, tokenGuard } from './access/door.ts';
import type { Log } from './log.ts';
import { categoryRoutes } from './routes/categories.ts';
import type { AppEnv } from './routes/env.ts';
import { historyRoutes } from './routes/history.ts';
import { linkRoutes } from './routes/links.ts';
import { meRoutes } from './routes/me.ts';
import { oauthRoutes } from './routes/oauth.ts';
import { openApiRoutes } from './routes/openapi.ts';
import { operationRoutes } from './routes/operations.ts';
import { pairingRoutes } from './routes/pairings.ts';
import { problem } from './routes/problem.ts';
import { productLookupRoutes } from './routes/product-lookup.ts';
import { productRoutes } from './routes/products.ts';
import type { Services } from './services.ts';

/** Where the API is reached. */
export type Address = { publicUrl: string } & Pick<DoorParts, 'hosts' | 'proxies'>;

z.config(z.locales.en());

/** The HTTP API, version 1. It answers `fetch` requests and knows nothing of sockets. */
export function createApp(services: Services, { publicUrl, hosts, proxies }: Address, log: Log): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const guard = tokenGuard(services.tokens, services.limits);
  app.use(door({ hosts, proxies, metrics: services.metrics }));
  app.use('/v1/*', guard);
  app.use('/metrics', guard);
  app.use('/openapi.json', guard);
  app.route('/', operationRoutes(services.ping, services.metrics, log));
  app.route('/', pairingRoutes(services.pairings, services.limits, publicUrl));
  app.route('/', meRoutes(services));
  app.route('/', linkRoutes(services.makeLinks));
  app.route('/', productRoutes(services));
  app.route('/', productLookupRoutes(services));
  app.route('/', categoryRoutes(services.products));
  app.route('/', historyRoutes(services.ledger));
  app.route('/', oauthRoutes(services, { publicUrl, guard, log }));
  app.route('/', openApiRoutes(app, publicUrl));
  app.notFound((c) => problem(c, failure('not_found')));
  app.onError((error, c) => {
    if (error instanceof HTTPException) {
      return problem(c, failure('invalid_request', { message: error.message }), { status: error.status });
    }
    log.error({ err: error, requestId: c.get('requestId') }, 'a request failed');
    return problem(c, failure('internal'));
  });
  return app;
}
