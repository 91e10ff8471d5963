import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { Outcome } from '../../lib/contract/outcome.ts';
import { done, failed } from '../../lib/contract/outcome.ts';
import type { ProductLookupAnswer as Answer, Product, ProductResult } from '../../lib/contract/products.ts';
import { ProductId, ProductLookup, ProductLookupAnswer } from '../../lib/contract/products.ts';
import { globalProductId } from '../../lib/product/product-id.ts';
import { trackingIdFor } from '../access/tracking-id.ts';
import type { Products } from '../products/products.ts';
import { json } from './answer.ts';
import { describe } from './describe.ts';
import type { AppEnv } from './env.ts';
import { jsonBody } from './json-body.ts';
import { problem } from './problem.ts';

type Parts = { products: Products; trackingIds: [string, ...string[]] };

/**
 * `POST /v1/products`: many products at once, one result for each id and in their order, as the market and the tracking
 * id of the request see them. What is wrong with one id is that id's result.
 */
export function productLookupRoutes({ products, trackingIds: [defaultTrackingId] }: Parts): Hono<AppEnv> {
  const about = describe({ summary: 'What AliExpress says about many products', answer: ProductLookupAnswer });
  return new Hono<AppEnv>().post('/v1/products', about, jsonBody(ProductLookup), async (c) => {
    const { productIds, ...query } = c.req.valid('json');
    const trackingId = trackingIdFor(query.trackingId, c.get('access'), defaultTrackingId);
    if (!trackingId.ok) return problem(c, trackingId.failure);
    const ids = productIds.map(readId);
    const wanted = ids.flatMap((id) => (id.ok ? [id.value] : []));
    const found = await products.findMany(wanted, { ...query, trackingId: trackingId.value }, c.get('requestId'));
    return json<Answer>(c, {
      products: productIds.map((input, index) => {
        const id = ids[index] ?? failed('internal');
        return resultOf(input, id.ok ? (found.get(id.value) ?? failed('internal')) : id);
      }),
    });
  });
}

/** The global id. */
function readId(text: string): Outcome<string> {
  const id = z.safeParse(ProductId, text);
  if (id.success) return done(globalProductId(id.data) ?? id.data);
  return failed('not_a_product', {
    message: 'This is not the id of an AliExpress product.',
    hint: 'An id is the 6 to 19 digits in the address of the product.',
  });
}

function resultOf(input: string, found: Outcome<Product>): ProductResult {
  if (found.ok) return { ok: true, input, product: found.value };
  const { code, message, hint, retryable, retryAt } = found.failure;
  return { ok: false, input, code, message, hint, retryable, retryAt };
}
