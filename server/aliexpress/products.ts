import * as z from 'zod/mini';
import type { Outcome } from '../../lib/contract/outcome.ts';
import { done, failed } from '../../lib/contract/outcome.ts';
import type { Product } from '../../lib/contract/products.ts';
import type { GatewayOutcome } from './errors.ts';
import type { Gateway } from './gateway.ts';
import { readProduct } from './product-entry.ts';
import { listOf } from './reply.ts';

/** Ids that one call takes. */
export const MAX_PRODUCT_IDS = 50;

/** In which country, currency and language products are described, and whose commission is shown. */
export type Market = {
  /** Two upper-case letters. */
  country?: string | undefined;
  /** ISO 4217. AliExpress knows about twenty; USD always works. */
  currency: string;
  /** AliExpress's own two letters, upper case: EN, RU, PT, ES, ... */
  language: string;
  trackingId: string;
};

/** The programme knows the product or says nothing; why it says nothing, nobody can tell. */
const SILENT = {
  message: 'AliExpress says nothing about this product.',
  hint: 'It is not in the affiliate programme, or is no longer sold. Choose another seller or product.',
};

const Details = z.object({ products: z.optional(z.nullable(listOf('product', z.unknown()))) });

/**
 * Product facts by id (`aliexpress.affiliate.productdetail.get`), one call for up to 50 global ids.
 *
 * The answer has one outcome per id. An id that AliExpress says nothing about is outside the programme
 * (`not_in_programme`), an entry that cannot be read is `gateway_unreadable` for that id alone.
 */
export async function getProducts(
  gateway: Gateway,
  { ids, ...market }: Market & { ids: readonly string[] },
): Promise<GatewayOutcome<Map<string, Outcome<Product>>>> {
  const distinct = [...new Set(ids)];
  if (distinct.length === 0 || distinct.length > MAX_PRODUCT_IDS) {
    return failed('invalid_request', { message: `One call describes 1 to ${MAX_PRODUCT_IDS} products.` });
  }
  const reply = await gateway.call({
    api: 'aliexpress.affiliate.productdetail.get',
    params: { product_ids: distinct.join(','), country: market.country, ...targetOf(market) },
    reply: Details,
    empty: {},
  });
  if (!reply.ok) return reply;
  const found = new Map<string | undefined, Outcome<Product>>();
  for (const raw of reply.value.products ?? []) {
    const [id, outcome] = productOutcome(gateway, raw);
    found.set(id, outcome);
  }
  return done(new Map(distinct.map((id) => [id, found.get(id) ?? failed('not_in_programme', SILENT)])));
}

/** The parameters that every product method has in common. */
export function targetOf({ currency, language, trackingId }: Omit<Market, 'country'>) {
  return { target_currency: currency, target_language: language.toUpperCase(), tracking_id: trackingId };
}

function productOutcome(gateway: Gateway, raw: unknown): [id: string | undefined, Outcome<Product>] {
  const read = readProduct(raw, givenBy(gateway));
  if (read.ok) return [read.product.productId, done(read.product)];
  return [read.productId, failed('gateway_unreadable', { message: `AliExpress answered unreadably (${read.place}).` })];
}

/** Stamps what a gateway answers now. */
export function givenBy(gateway: Gateway): { fetchedAt: string; sandbox: boolean } {
  return { fetchedAt: new Date(gateway.now()).toISOString(), sandbox: gateway.sandbox };
}
