import * as z from 'zod/mini';
import { done } from '../../lib/contract/outcome.ts';
import type { ProductsAnswer } from '../../lib/contract/products.ts';
import type { GatewayOutcome } from './errors.ts';
import type { Gateway } from './gateway.ts';
import type { Market } from './products.ts';
import { targetOf } from './products.ts';
import { listOf, MaybeCount, MaybeText } from './reply.ts';
import { askForPage } from './search.ts';

export type Promotion = { name: string; description: string; products: number | null };

const Promotions = z.object({
  promos: z.optional(
    z.nullable(listOf('promo', z.object({ promo_name: z.string(), promo_desc: MaybeText, product_num: MaybeCount }))),
  ),
});

/** The promotions that run now (`aliexpress.affiliate.featuredpromo.get`); their names lead to their products. */
export async function getPromotions(gateway: Gateway): Promise<GatewayOutcome<Promotion[]>> {
  const reply = await gateway.call({
    api: 'aliexpress.affiliate.featuredpromo.get',
    params: {},
    reply: Promotions,
    empty: {},
  });
  if (!reply.ok) return reply;
  return done(
    (reply.value.promos ?? []).map((promo) => ({
      name: promo.promo_name,
      description: promo.promo_desc ?? '',
      products: promo.product_num ?? null,
    })),
  );
}

type PromotionSort = 'commission' | 'price' | 'volume' | 'discount' | 'rating' | 'promotionTime';

export type PromotionSearch = Market & {
  promotion: string;
  categoryId?: string | undefined;
  sort?: `${PromotionSort}${'Asc' | 'Desc'}` | undefined;
  page: number;
  pageSize: number;
};

/** The products of one promotion (`aliexpress.affiliate.featuredpromo.products.get`, docId 702). */
export async function getPromotionProducts(
  gateway: Gateway,
  { promotion, categoryId, sort, page, pageSize, ...market }: PromotionSearch,
): Promise<GatewayOutcome<ProductsAnswer>> {
  return askForPage(
    gateway,
    { page, pageSize },
    {
      api: 'aliexpress.affiliate.featuredpromo.products.get',
      params: {
        promotion_name: promotion,
        category_id: categoryId,
        sort,
        country: market.country,
        page_no: page,
        page_size: pageSize,
        ...targetOf(market),
      },
    },
  );
}
