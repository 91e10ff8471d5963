import { done, failed } from '../../../lib/contract/outcome.ts';
import type { Product } from '../../../lib/contract/products.ts';
import type { AskForProducts } from '../../../server/products/products.ts';

type Call = { api: keyof AskForProducts; about: unknown };

/** Products whose price is the number of the call that brought it, so that a copy can be told from a new answer. */
export function fakeCatalogue(): { ask: AskForProducts; calls: Call[]; outside: Set<string> } {
  const calls: Call[] = [];
  const outside = new Set<string>();
  const ask: AskForProducts = {
    products: async (ids, market) => {
      const call = calls.push({ api: 'products', about: { ids, ...market } });
      return done(
        new Map(ids.map((id) => [id, outside.has(id) ? failed('not_in_programme') : done(product(id, call, market))])),
      );
    },
    search: async (search) => {
      const call = calls.push({ api: 'search', about: search });
      return done({ products: [product('1005006338829917', call, search)], page: search.page, pages: 9, total: 170 });
    },
    categories: async () => {
      calls.push({ api: 'categories', about: null });
      return done({ categories: [{ id: '2', name: 'Food' }] });
    },
  };
  return { ask, calls, outside };
}

function product(productId: string, call: number, { currency }: { currency: string }): Product {
  const price = { amount: `${call}.00`, currency };
  return {
    productId,
    title: 'Lamp',
    url: `https://www.aliexpress.com/item/${productId}.html`,
    imageUrl: 'https://ae01.alicdn.com/kf/x.jpg',
    imageUrls: [],
    salePrice: price,
    originalPrice: price,
    discountPercent: 0,
    ratingPercent: null,
    ordersLast30Days: null,
    commission: { ratePercent: 7, hotRatePercent: null, estimate: price },
    shop: null,
    category: null,
    fetchedAt: new Date(0).toISOString(),
    sandbox: true,
  };
}
