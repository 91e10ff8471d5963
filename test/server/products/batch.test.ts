import { expect, it, vi } from 'vitest';
import type { Outcome } from '../../../lib/contract/outcome.ts';
import { done, failed } from '../../../lib/contract/outcome.ts';
import type { Product } from '../../../lib/contract/products.ts';
import type { AskForProducts } from '../../../server/products/batch.ts';
import { inBatches } from '../../../server/products/batch.ts';

const market = { country: 'US', currency: 'USD', language: 'EN', trackingId: 'blog' };

/** A product of which only the title counts: which market it was asked for in. */
function product(productId: string, title: string): Outcome<Product> {
  return done({ productId, title } as Product);
}

function answering() {
  return vi.fn<AskForProducts>(async (ids, { currency, trackingId }) =>
    done(new Map(ids.map((id) => [id, product(id, `${currency} ${trackingId}`)]))),
  );
}

it('asks for products of one market in calls of at most 50 ids', async () => {
  const ask = answering();
  const find = inBatches(ask);
  const ids = Array.from({ length: 120 }, (_, index) => String(1005006338829900 + index));
  const found = await Promise.all(ids.map((productId) => find({ ...market, productId })));
  expect(found).toEqual(ids.map((id) => product(id, 'USD blog')));
  expect(ask.mock.calls.map(([asked]) => asked.length)).toEqual([50, 50, 20]);
});

it('asks for each market by itself, and gives each its own answer', async () => {
  const ask = answering();
  const find = inBatches(ask);
  const questions = [market, { ...market, currency: 'EUR' }, { ...market, trackingId: 'video' }];
  const found = await Promise.all(questions.map((each) => find({ ...each, productId: '1005006338829917' })));
  expect(found).toEqual(['USD blog', 'EUR blog', 'USD video'].map((title) => product('1005006338829917', title)));
  expect(ask.mock.calls.map(([, asked]) => asked)).toEqual(questions);
});

it('gives a failed call to everybody who shared it, and to nobody else', async () => {
  const ask = answering();
  ask.mockResolvedValueOnce(failed('gateway_busy'));
  const find = inBatches(ask);
  const both = ['1005006338829917', '1005006338829918'].map((productId) => find({ ...market, productId }));
  const other = find({ ...market, currency: 'EUR', productId: '1005006338829917' });
  expect(await Promise.all(both)).toEqual([failed('gateway_busy'), failed('gateway_busy')]);
  expect(await other).toMatchObject({ ok: true });
});
