import type { Failure } from '../../lib/contract/failure.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import { done, failed } from '../../lib/contract/outcome.ts';
import type { Product } from '../../lib/contract/products.ts';
import { getDropshippingProduct, productFromDropshipping } from '../aliexpress/dropshipping.ts';
import type { Gateway } from '../aliexpress/gateway.ts';
import { withAccessToken } from '../aliexpress/oauth.ts';
import type { Market } from '../aliexpress/products.ts';
import { givenBy } from '../aliexpress/products.ts';
import type { TokenKeeper } from '../oauth/keeper.ts';
import type { AskForProducts } from './products.ts';

/** The method wants a country; the affiliate ones do without. */
const DEFAULT_COUNTRY = 'US';

/** An authorised account, and whether there is one. */
type Account = Pick<TokenKeeper, 'current' | 'renew' | 'state'>;

/**
 * Asks for product facts as a dropshipping shop does, where the affiliate service has none for a product or for the whole
 * app and an account is authorised. Such a product pays no commission; it is shown with 0 %. Fails with
 * `access_token_needed` where the whole app depends on an authorisation that cannot be used any more.
 */
export function orDropshipping(
  ask: AskForProducts['products'],
  gateway: Gateway,
  account: Account,
): AskForProducts['products'] {
  return async (ids, market) => {
    const answer = await ask(ids, market);
    if (!answer.ok && answer.failure.code !== 'permission_missing') return answer;
    const found = answer.ok ? answer.value : new Map<string, Outcome<Product>>();
    const asked = ids.map(async (id): Promise<[string, Outcome<Product>]> => {
      const known = answer.ok ? (found.get(id) ?? failed('not_in_programme')) : answer;
      if (!isElsewhere(known)) return [id, known];
      return [id, await settle(known, await askDropshipping(id, market, gateway, account), account)];
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
  account: Account,
): Promise<Outcome<Product | undefined>> {
  const order = { productId, shipTo: country, currency, locale: language.toUpperCase() };
  const facts = await withAccessToken(account, (accessToken) =>
    getDropshippingProduct(gateway, { ...order, accessToken }),
  );
  return facts.ok ? done(productFromDropshipping(facts.value, givenBy(gateway))) : facts;
}

/** What is answered when both services were asked: the second only counts where it has a product or is the only one. */
async function settle(
  known: Outcome<Product>,
  product: Outcome<Product | undefined>,
  account: Account,
): Promise<Outcome<Product>> {
  if (product.ok) return product.value === undefined ? known : done(product.value);
  const isOnlyOne = !known.ok && known.failure.code === 'permission_missing';
  return isOnlyOne && (await isLapsed(product.failure, account)) ? product : known;
}

/** An account was authorised, but somebody has to act before it can be used again. */
async function isLapsed({ code }: Failure, account: Account): Promise<boolean> {
  return code === 'access_token_needed' && (await account.state()) !== undefined;
}
