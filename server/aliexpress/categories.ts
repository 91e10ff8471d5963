import * as z from 'zod/mini';
import { done } from '../../lib/contract/outcome.ts';
import type { CategoriesAnswer } from '../../lib/contract/products.ts';
import type { GatewayOutcome } from './errors.ts';
import type { Gateway } from './gateway.ts';
import { listOf, MaybeText, Text } from './reply.ts';

const Category = z.object({ category_id: Text, category_name: z.string(), parent_category_id: MaybeText });

const Categories = z.object({ categories: z.optional(z.nullable(listOf('category', Category))) });

/** The category tree of the programme (`aliexpress.affiliate.category.get`), flat; children name their parent. */
export async function getCategories(gateway: Gateway): Promise<GatewayOutcome<CategoriesAnswer>> {
  const reply = await gateway.call({
    api: 'aliexpress.affiliate.category.get',
    params: {},
    reply: Categories,
    empty: {},
  });
  if (!reply.ok) return reply;
  const categories = (reply.value.categories ?? []).map((entry) => ({
    id: entry.category_id,
    name: entry.category_name,
    ...(entry.parent_category_id && entry.parent_category_id !== '0' ? { parentId: entry.parent_category_id } : {}),
  }));
  return done({ categories });
}
