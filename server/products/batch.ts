import DataLoader from 'dataloader';
import type { Outcome } from '../../lib/contract/outcome.ts';
import { failed } from '../../lib/contract/outcome.ts';
import type { Product } from '../../lib/contract/products.ts';
import type { Market } from '../aliexpress/products.ts';
import { MAX_PRODUCT_IDS } from '../aliexpress/products.ts';
import type { Ask } from './remember.ts';

/** One product as a market sees it. */
export type ProductQuestion = Market & { productId: string };

/** One gateway call for up to 50 distinct products of one market; an outcome for each of them. */
export type AskForProducts = (
  productIds: readonly string[],
  market: Market,
) => Promise<Outcome<Map<string, Outcome<Product>>>>;

/** How long a question waits for others to share its call, in milliseconds. */
const WINDOW_MS = 10;

/** Turns single questions that come at about the same time into as few calls as their markets and the limit of ids allow. */
export function inBatches(ask: AskForProducts): Ask<ProductQuestion, Product> {
  const loader = new DataLoader<ProductQuestion, Outcome<Product>>((questions) => answerAll(ask, questions), {
    cache: false,
    maxBatchSize: Number.POSITIVE_INFINITY,
    batchScheduleFn: (run) => setTimeout(run, WINDOW_MS),
  });
  return (question) => loader.load(question);
}

/** What a market is told from another by; also the key under which its answers are remembered. */
export function marketKey({ country, currency, language, trackingId }: Market): string {
  return [country, currency, language.toUpperCase(), trackingId].join(' ');
}

async function answerAll(ask: AskForProducts, questions: readonly ProductQuestion[]): Promise<Outcome<Product>[]> {
  const answers = new Map<ProductQuestion, Outcome<Product>>();
  const markets = Map.groupBy(questions, marketKey);
  await Promise.all(
    [...markets.values()].flatMap(chunked).map(async (batch) => {
      for (const [question, answer] of await answerBatch(ask, batch)) answers.set(question, answer);
    }),
  );
  return questions.map((question) => answers.get(question) ?? failed('internal'));
}

function chunked(questions: readonly ProductQuestion[]): ProductQuestion[][] {
  const count = Math.ceil(questions.length / MAX_PRODUCT_IDS);
  return Array.from({ length: count }, (_, index) =>
    questions.slice(index * MAX_PRODUCT_IDS, (index + 1) * MAX_PRODUCT_IDS),
  );
}

async function answerBatch(
  ask: AskForProducts,
  batch: readonly ProductQuestion[],
): Promise<[ProductQuestion, Outcome<Product>][]> {
  const [first] = batch;
  if (first === undefined) return [];
  const { productId: _, ...market } = first;
  const answer = await ask([...new Set(batch.map(({ productId }) => productId))], market);
  return batch.map((question) => [
    question,
    answer.ok ? (answer.value.get(question.productId) ?? failed('not_in_programme')) : answer,
  ]);
}
