import { browser } from '../browser.ts';
import type { Settings } from '../contract/settings.ts';
import { readSettings as read } from '../settings/settings.ts';

const KEY = 'settings';

/** The settings in the newest shape. Throws, and leaves them as they are, if they cannot be read. */
export async function readSettings(): Promise<Settings> {
  const stored = await browser.storage.local.get(KEY);
  const result = read(stored[KEY]);
  if (!result.ok) {
    throw new Error(`${result.trouble.message} ${result.trouble.hint}`);
  }
  return result.settings;
}

export async function writeSettings(settings: Settings): Promise<void> {
  await browser.storage.local.set({ [KEY]: settings });
}
