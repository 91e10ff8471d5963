import * as z from 'zod/mini';
import { browser } from '../browser.ts';
import { Me } from '../contract/access.ts';

/** The access to a backend. Only the background reads it; content scripts have no access to this storage. */
const StoredPairing = z.object({
  version: z.literal(1),
  name: z.string(),
  publicUrl: z.string(),
  token: z.string(),
  /** What the backend last said of this access, so that a page can show it before it says it again. */
  access: z.nullable(Me),
});
export type StoredPairing = z.infer<typeof StoredPairing>;

const KEY = 'pairing';

/** The pairing of this browser, or null. What cannot be read counts as not paired: pairing again mends it. */
export async function readPairing(): Promise<StoredPairing | null> {
  const stored = await browser.storage.local.get(KEY);
  const parsed = z.safeParse(StoredPairing, stored[KEY]);
  return parsed.success ? parsed.data : null;
}

export async function writePairing(pairing: Omit<StoredPairing, 'version'>): Promise<void> {
  await browser.storage.local.set({ [KEY]: { version: 1, ...pairing } satisfies StoredPairing });
}

export async function removePairing(): Promise<void> {
  await browser.storage.local.remove(KEY);
}
