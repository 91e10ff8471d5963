import { browser } from '../browser.ts';
import type { SettingsAnswer } from '../contract/messages.ts';
import type { Outcome } from '../contract/outcome.ts';
import { done } from '../contract/outcome.ts';
import type { Settings } from '../contract/settings.ts';
import { loadSettings, storeSettings, takeSynchronised } from '../storage/settings.ts';
import { syncButton } from './button.ts';

/** The settings for a page that shows them: as they are, or why they cannot be used. */
export async function settingsForPage(): Promise<Outcome<SettingsAnswer>> {
  const read = await loadSettings();
  return done(read.ok ? { ok: true, settings: read.settings } : { ok: false, trouble: read.trouble });
}

export async function replaceSettings({ settings }: { settings: Settings }): Promise<Outcome<Record<string, never>>> {
  await storeSettings(settings);
  await syncButton();
  return done({});
}

/** Forgets everything in this browser and gives the granted hosts back; the backend keeps its ledger. */
export async function deleteEverything(): Promise<Outcome<Record<string, never>>> {
  await browser.storage.local.clear();
  await browser.storage.sync.clear();
  await browser.storage.session.clear();
  await syncButton();
  const { origins = [] } = await browser.permissions.getAll();
  await browser.permissions.remove({ origins });
  return done({});
}

/** Takes over what the person has changed on another device. */
export async function followOtherDevices(): Promise<void> {
  await takeSynchronised();
  await syncButton();
}
