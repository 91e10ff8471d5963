import { browser } from '../browser.ts';
import type { LastUsed } from '../contract/presets.ts';
import { readLastUsed } from '../links/presets.ts';

const KEY = 'lastUsed';

/** Which preset each way in was last used with, on this device. */
export async function loadLastUsed(): Promise<LastUsed> {
  const stored = await browser.storage.local.get(KEY);
  return readLastUsed(stored[KEY]);
}

export async function storeLastUsed(lastUsed: LastUsed): Promise<void> {
  await browser.storage.local.set({ [KEY]: lastUsed });
}
