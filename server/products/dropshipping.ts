import type { Outcome } from '../../lib/contract/outcome.ts';
import { done, failed } from '../../lib/contract/outcome.ts';
import type { Product } from '../../lib/contract/products.ts';
import { getDropshippingProduct, productFromDropshipping } from '../aliexpress/dropshipping.ts';
import type { Gateway } from '../aliexpress/gateway.ts';
import type { TokenSource } from '../aliexpress/oauth.ts';
import { withAccessToken } from '../aliexpress/oauth.ts';
import type { Market } from '../aliexpress/products.ts';
import { givenBy } from '../aliexpress/products.ts';
import type { AskForProducts } from './products.ts';

/** The method wants a country; the affiliate ones do without. */
const DEFAULT_COUNTRY = 'US';

/**
 * Asks for product facts as a dropshipping shop does, where the affiliate service has none for a product or for the whole
 * app and an account is authorised. Such a product pays no commission; it is shown with 0 %.
 */
export function orDropshipping(
  ask: AskForProducts['products'],
  gateway: Gateway,
  tokens: TokenSource,
): AskForProducts['products'] {
  return async (ids, market) => {
    const answer = await ask(ids, market);
    if (!answer.ok && answer.failure.code !== 'permission_missing') return answer;
    const found = answer.ok ? answer.value : new Map<string, Outcome<Product>>();
    const asked = ids.map(async (id): Promise<[string, Outcome<Product>]> => {
      const known = answer.ok ? (found.get(id) ?? failed('not_in_programme')) : answer;
      const product = isElsewhere(known) ? await askDropshipping(id, market, gateway, tokens) : undefined;
      return [id, product === undefined ? known : done(product)];
    });
    return done(new Map(await Promise.all(asked)));
  };
}

function isElsewhere(known: Outcome<Product>): boolean {
  return !known.ok && (known.failure.code === 'not_in_programme' || known.failure.code === 'permission_missing');
}

async function askDropshipping(
  productId: string,
  { country = DEFAULT_COUNTRY, currency, language }: Market,
  gateway: Gateway,
  tokens: TokenSource,
): Promise<Product | undefined> {
  const order = { productId, shipTo: country, currency, locale: language.toUpperCase() };
  const facts = await withAccessToken(tokens, (accessToken) =>
    getDropshippingProduct(gateway, { ...order, accessToken }),
  );
  return facts.ok ? productFromDropshipping(facts.value, givenBy(gateway)) : undefined;
}
