import * as z from 'zod/mini';
import { browser } from '../browser.ts';
import { firstSettings, Settings } from '../contract/settings.ts';

const KEY = 'settings';

export async function readSettings(): Promise<Settings> {
  const stored = await browser.storage.local.get(KEY);
  return stored[KEY] === undefined ? firstSettings : z.parse(Settings, stored[KEY]);
}

export async function writeSettings(settings: Settings): Promise<void> {
  await browser.storage.local.set({ [KEY]: settings });
}
