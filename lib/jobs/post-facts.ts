import type * as z from 'zod/mini';
import type { Backend } from '../backend/client.ts';
import type { Outcome } from '../contract/outcome.ts';
import { done, refusal } from '../contract/outcome.ts';
import type { Preset } from '../contract/presets.ts';
import type { Product, ProductQuery } from '../contract/products.ts';
import type { Effective } from '../settings/defaults.ts';
import { saysMoreThanLink } from './preset-choice.ts';

/** For which post the facts are, and who knows them. */
type Asker = { preset: Preset; market: Effective; backend: Backend };

/** A product's facts for a post, or why they are not known; null where the post needs none. */
export type Facts = Outcome<Product> | null;

/** The facts that a post needs. It reads well without them, so a failure costs only the facts. */
export async function factsFor(asker: Asker, productId: string | null): Promise<Facts> {
  return productId === null || !saysMoreThanLink(asker.preset) ? null : askForProduct(asker, productId);
}

/** The same for many posts with one request: the facts by product id. */
export async function factsForMany(
  asker: Asker,
  productIds: readonly (string | null)[],
): Promise<Map<string | null, Facts>> {
  const wanted = [...new Set(productIds)].filter((id) => id !== null);
  if (wanted.length === 0 || !saysMoreThanLink(asker.preset)) return new Map();
  const answer = await asker.backend.products({ productIds: wanted, ...marketOf(asker) });
  if (!answer.ok) return new Map(wanted.map((id) => [id, answer]));
  return new Map(
    answer.value.products.map((result) => [result.input, result.ok ? done(result.product) : refusal(result)]),
  );
}

/** A product's facts in the market of a preset. */
export function askForProduct(asker: Asker, productId: string): Promise<Outcome<Product>> {
  return asker.backend.product(productId, marketOf(asker));
}

function marketOf({ preset, market }: Asker): z.input<typeof ProductQuery> {
  return {
    language: market.language.toUpperCase(),
    ...(market.country !== null && { country: market.country }),
    ...(market.currency !== null && { currency: market.currency }),
    ...(preset.trackingId !== null && { trackingId: preset.trackingId }),
  };
}
