import * as z from 'zod/mini';
import { browser } from '../browser.ts';
import { TypedWords } from '../contract/messages.ts';
import { NO_WORDS } from '../links/own-words.ts';

const keyOf = (productId: string) => `words:${productId}`;

/** What was typed for a product since the browser was started. It is convenience: what cannot be read is empty. */
export async function loadOwnWords(productId: string): Promise<TypedWords> {
  const key = keyOf(productId);
  const stored = await browser.storage.session.get(key).catch(() => ({ [key]: undefined }));
  const parsed = z.safeParse(TypedWords, stored[key]);
  return parsed.success ? parsed.data : NO_WORDS;
}

/** In memory only, so that it is gone when the browser is closed. */
export async function storeOwnWords(productId: string, words: TypedWords): Promise<void> {
  if (words.coupon === '' && words.erid === '') await browser.storage.session.remove(keyOf(productId));
  else await browser.storage.session.set({ [keyOf(productId)]: words });
}
