import type { Outcome } from '../../lib/contract/outcome.ts';
import type { CategoriesAnswer, Product, ProductSearch, ProductsAnswer } from '../../lib/contract/products.ts';
import { getCategories } from '../aliexpress/categories.ts';
import type { Gateway } from '../aliexpress/gateway.ts';
import { getProducts } from '../aliexpress/products.ts';
import { searchProducts } from '../aliexpress/search.ts';
import type { ProductQuestion } from './batch.ts';
import { inBatches, marketKey } from './batch.ts';
import type { Ask } from './remember.ts';
import { remember } from './remember.ts';

export type SearchQuestion = ProductSearch & { trackingId: string };

/** What AliExpress says about products. Answers come from memory for a while; see `remember`. */
export type Products = {
  /** One product by its global id; `not_in_programme` if AliExpress says nothing about it. */
  find: Ask<ProductQuestion, Product>;
  /** One page of a search; nothing found is an empty page. */
  search: Ask<SearchQuestion, ProductsAnswer>;
  /** The category tree, flat. */
  categories(): Promise<Outcome<CategoriesAnswer>>;
};

const MINUTE = 60_000;

/** Prices move; half an hour is the most that a person is shown one while the new one is on its way. */
const PRODUCT_MEMORY = { freshMs: 5 * MINUTE, staleMs: 25 * MINUTE, maxEntries: 5_000 };
const SEARCH_MEMORY = { freshMs: 5 * MINUTE, staleMs: 0, maxEntries: 500 };
const CATEGORY_MEMORY = { freshMs: 60 * MINUTE, staleMs: 24 * 60 * MINUTE, maxEntries: 1 };

/** Products as one gateway knows them. */
export function createProducts(gateway: Gateway): Products {
  const { now } = gateway;
  const findEach = inBatches((ids, market) => getProducts(gateway, { ids, ...market }));
  const categories = remember<null, CategoriesAnswer>(() => getCategories(gateway), {
    ...CATEGORY_MEMORY,
    keyOf: () => 'categories',
    now,
  });
  return {
    find: remember(findEach, {
      ...PRODUCT_MEMORY,
      keyOf: (question) => `${question.productId} ${marketKey(question)}`,
      now,
    }),
    search: remember((question) => searchProducts(gateway, question), { ...SEARCH_MEMORY, keyOf: searchKey, now }),
    categories: () => categories(null),
  };
}

function searchKey(question: SearchQuestion): string {
  return JSON.stringify(Object.entries(question).sort());
}
