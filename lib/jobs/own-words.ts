import type { Payload, Reply, TypedWords } from '../contract/messages.ts';
import type { Outcome } from '../contract/outcome.ts';
import { done } from '../contract/outcome.ts';
import { loadOwnWords, storeOwnWords } from '../storage/own-words.ts';

/** What was typed for a product before. */
export async function readOwnWords({ productId }: Payload<'words.read'>): Promise<Outcome<TypedWords>> {
  return done(await loadOwnWords(productId));
}

/** Keeps it until the browser is closed. */
export async function keepOwnWords({ productId, words }: Payload<'words.keep'>): Promise<Outcome<Reply<'words.keep'>>> {
  await storeOwnWords(productId, words);
  return done({});
}
