import type { HttpBindings } from '@hono/node-server';
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

/** Where the API is reached, and for how long. */
export type Address = { publicUrl: string } & Pick<DoorParts, 'hosts' | 'proxies' | 'isStopping'>;

z.config(z.locales.en());

/** Not a status of HTTP: nobody reads the answer. Proxies count such requests under this number too. */
const CLIENT_LEFT = 499;

/** The HTTP API, version 1. It answers `fetch` requests and knows nothing of sockets. */
export function createApp(services: Services, address: Address, log: Log): Hono<AppEnv> {
  const { publicUrl, hosts, proxies, isStopping } = address;
  const app = new Hono<AppEnv>();
  const guard = tokenGuard(services.tokens, services.limits);
  app.use(door({ hosts, proxies, metrics: services.metrics, isStopping }));
  app.use('/v1/*', guard);
  app.use('/metrics', guard);
  app.use('/openapi.json', guard);
  app.route('/', operationRoutes(services.metrics, { ping: services.ping, isStopping, log }));
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
    if (hasLeft(c.env.incoming)) {
      log.debug({ requestId: c.get('requestId') }, 'a client left before it had sent its whole request');
      return problem(c, failure('invalid_request', { message: 'The request broke off.' }), { status: CLIENT_LEFT });
    }
    log.error({ err: error, requestId: c.get('requestId') }, 'a request failed');
    return problem(c, failure('internal'));
  });
  return app;
}

/** The connection has ended in the middle of the request: whatever failed then, failed for want of the rest. */
function hasLeft(incoming: HttpBindings['incoming'] | undefined): boolean {
  return incoming?.destroyed === true && !incoming.complete;
}
