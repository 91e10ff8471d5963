import { browser } from '../browser.ts';

type StorageArea = typeof browser.storage.local;

/** Newer than the polyfill's types. */
type WithAccessLevel = { setAccessLevel?: (level: { accessLevel: 'TRUSTED_CONTEXTS' }) => Promise<void> };

/**
 * Closes local storage, where the token is, to scripts inside pages. Chromium only: in Firefox content scripts could
 * read it, which is one more reason why they are kept small and parse nothing foreign.
 */
export async function keepStorageFromPages(): Promise<void> {
  const local: StorageArea & WithAccessLevel = browser.storage.local;
  await local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}
