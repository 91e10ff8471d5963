import { Hono } from 'hono';
import type { CategoriesAnswer as Answer } from '../../lib/contract/products.ts';
import { CategoriesAnswer } from '../../lib/contract/products.ts';
import type { Products } from '../products/products.ts';
import { json } from './answer.ts';
import { describe } from './describe.ts';
import type { AppEnv } from './env.ts';
import { problem } from './problem.ts';

/** `GET /v1/categories`: the categories of the affiliate programme; a child names its parent. */
export function categoryRoutes({ categories }: Products): Hono<AppEnv> {
  const about = describe({ summary: 'Categories of the affiliate programme', answer: CategoriesAnswer });
  return new Hono<AppEnv>().get('/v1/categories', about, async (c) => {
    const found = await categories(c.get('requestId'));
    return found.ok ? json<Answer>(c, found.value) : problem(c, found.failure);
  });
}
