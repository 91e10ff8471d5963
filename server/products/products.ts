import type { Outcome } from '../../lib/contract/outcome.ts';
import { done } from '../../lib/contract/outcome.ts';
import type { CategoriesAnswer, Product, ProductSearch, ProductsAnswer } from '../../lib/contract/products.ts';
import {
  CategoriesAnswer as CategoriesSchema,
  Product as ProductSchema,
  ProductsAnswer as ProductsSchema,
} from '../../lib/contract/products.ts';
import type { Market } from '../aliexpress/products.ts';
import { MAX_PRODUCT_IDS } from '../aliexpress/products.ts';
import type { Answer, AskMany, Life } from '../coalescing/answer.ts';
import type { FindAnswers, FinderParts, Layer } from '../coalescing/find-answers.ts';
import { createFinder } from '../coalescing/find-answers.ts';
import { withPurpose } from '../coalescing/purpose.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const PRODUCT_LIFE: Life = { valid: 5 * MINUTE, stale: HOUR, nothing: MINUTE };
const SEARCH_LIFE: Life = { valid: 5 * MINUTE, stale: 0, nothing: 0 };
const CATEGORY_LIFE: Life = { valid: 24 * HOUR, stale: 7 * 24 * HOUR, nothing: 0 };

/** One product as a market sees it. */
export type ProductQuestion = Market & { productId: string };

/** A search whose tracking id is decided. */
export type SearchQuestion = ProductSearch & { trackingId: string };

/** The three questions about products that the gateway answers. */
export type AskForProducts = {
  products: (ids: readonly string[], market: Market) => Promise<Outcome<Map<string, Outcome<Product>>>>;
  search: (search: SearchQuestion) => Promise<Outcome<ProductsAnswer>>;
  categories: () => Promise<Outcome<CategoriesAnswer>>;
};

/** What AliExpress says about products; `requestId` is the API request that asks. */
export type Products = {
  /**
   * One product by its global id; `not_in_programme` if AliExpress says nothing about it. Its price is at most five
   * minutes old, or an hour while it is asked for again.
   */
  find(question: ProductQuestion, requestId?: string): Promise<Outcome<Product>>;
  /** Many products of one market by their global ids, an outcome for each, as `find` has it for one. */
  findMany(ids: readonly string[], market: Market, requestId?: string): Promise<Map<string, Outcome<Product>>>;
  /** One page of a search; nothing found is an empty page. */
  search(question: SearchQuestion, requestId?: string): Promise<Outcome<ProductsAnswer>>;
  /** The category tree, flat. */
  categories(requestId?: string): Promise<Outcome<CategoriesAnswer>>;
};

export type ProductParts = Pick<FinderParts<unknown, unknown>, 'store' | 'owner' | 'window' | 'now'> & {
  /** The app key in whose name it is asked. */
  account: string;
  ask: AskForProducts;
  count: (kind: string, layer: Layer, items: number) => void;
};

/** Finds products, searches and categories: from memory, from the store, or from the gateway. */
export function createProducts({ account, ask, count, ...surroundings }: ProductParts): Products {
  const common = (kind: string) => ({
    ...surroundings,
    kind: `${kind} ${account}`,
    count: (layer: Layer, items: number) => count(kind, layer, items),
  });
  const searches = createFinder<SearchQuestion, ProductsAnswer>({
    ...common('search'),
    ...oneAnswer((search: SearchQuestion) => ask.search(search)),
    parse: (text) => ProductsSchema.parse(JSON.parse(text)),
    life: SEARCH_LIFE,
    remembered: 200,
  });
  const categories = createFinder<null, CategoriesAnswer>({
    ...common('categories'),
    ...oneAnswer(() => ask.categories()),
    parse: (text) => CategoriesSchema.parse(JSON.parse(text)),
    life: CATEGORY_LIFE,
    remembered: 1,
  });
  const products = createFinder<Market, Product>({
    ...common('product'),
    groupKey: marketKey,
    ask: (ids, market, purpose) => withPurpose(purpose, () => ask.products(ids, market)),
    size: MAX_PRODUCT_IDS,
    parse: (text) => ProductSchema.parse(JSON.parse(text)),
    life: PRODUCT_LIFE,
    remembered: 2_000,
  });
  return {
    find: ({ productId, country, currency, language, trackingId }, requestId) =>
      single(products, productId, { country, currency, language, trackingId }, requestId),
    findMany: async (ids, market, requestId) =>
      new Map([...(await products(ids, market, { requestId }))].map(([id, outcome]) => [id, valueIn(outcome)])),
    search: (question, requestId) => single(searches, ONLY, question, requestId),
    categories: (requestId) => single(categories, ONLY, null, requestId),
  };
}

function marketKey({ country, currency, language, trackingId }: Market): string {
  return [country ?? '', currency, language.toUpperCase(), trackingId].join(' ');
}

/** The one item of a question that has one answer. */
const ONLY = 'answer';

/** Parts of a finder for questions that take a call each. */
function oneAnswer<Group, Value>(ask: (group: Group) => Promise<Outcome<Value>>) {
  const askMany: AskMany<Group, Value> = async (_, group, purpose) => {
    const outcome = await withPurpose(purpose, () => ask(group));
    return outcome.ok ? done(new Map([[ONLY, outcome]])) : outcome;
  };
  return { ask: askMany, groupKey: (group: Group) => JSON.stringify(group, Object.keys(group ?? {}).sort()), size: 1 };
}

async function single<Group, Value>(
  find: FindAnswers<Group, Value>,
  item: string,
  group: Group,
  requestId: string | undefined,
): Promise<Outcome<Value>> {
  const outcome = (await find([item], group, { requestId })).get(item);
  if (outcome === undefined) throw new Error('A finder left an item out');
  return valueIn(outcome);
}

function valueIn<Value>(outcome: Outcome<Answer<Value>>): Outcome<Value> {
  return outcome.ok ? done(outcome.value.value) : outcome;
}
