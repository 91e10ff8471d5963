import { Hono } from 'hono';
import * as z from 'zod/mini';
import { failure } from '../../lib/contract/failure.ts';
import { Product, ProductId, ProductQuery, ProductSearch, ProductsAnswer } from '../../lib/contract/products.ts';
import { globalProductId } from '../../lib/product/product-id.ts';
import { trackingIdFor } from '../access/tracking-id.ts';
import type { Products } from '../products/products.ts';
import { json } from './answer.ts';
import { checked } from './checked.ts';
import { describe } from './describe.ts';
import type { AppEnv } from './env.ts';
import { problem } from './problem.ts';

const Params = z.object({ productId: ProductId });

type Parts = { products: Products; trackingIds: [string, ...string[]] };

/**
 * `GET /v1/products/:productId`: one product, by its global or its US id, as the market and the tracking id of the
 * request see it. `GET /v1/products`: a page of a search, or of the hot products.
 */
export function productRoutes({ products, trackingIds: [defaultTrackingId] }: Parts): Hono<AppEnv> {
  const aboutOne = describe({ summary: 'What AliExpress says about a product', answer: Product });
  const aboutSearch = describe({ summary: 'Search the affiliate programme', answer: ProductsAnswer });
  return new Hono<AppEnv>()
    .get('/v1/products/:productId', aboutOne, checked('param', Params), checked('query', ProductQuery), async (c) => {
      const { productId } = c.req.valid('param');
      const query = c.req.valid('query');
      const trackingId = trackingIdFor(query.trackingId, c.get('access'), defaultTrackingId);
      if (!trackingId.ok) return problem(c, trackingId.failure);
      const id = globalProductId(productId) ?? productId;
      const question = { ...query, productId: id, trackingId: trackingId.value };
      const found = await products.find(question, c.get('requestId'));
      return found.ok ? json<Product>(c, found.value) : problem(c, found.failure);
    })
    .get('/v1/products', aboutSearch, checked('query', ProductSearch), async (c) => {
      const query = c.req.valid('query');
      if ((query.minPrice ?? 0) > (query.maxPrice ?? Number.POSITIVE_INFINITY)) {
        return problem(c, failure('invalid_request', { message: 'minPrice: it is above maxPrice.' }));
      }
      const trackingId = trackingIdFor(query.trackingId, c.get('access'), defaultTrackingId);
      if (!trackingId.ok) return problem(c, trackingId.failure);
      const found = await products.search({ ...query, trackingId: trackingId.value }, c.get('requestId'));
      return found.ok ? json<ProductsAnswer>(c, found.value) : problem(c, found.failure);
    });
}
