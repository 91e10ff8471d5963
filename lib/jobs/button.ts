import { browser } from '../browser.ts';
import type { ButtonPlace, ButtonState, Reply } from '../contract/messages.ts';
import type { Outcome } from '../contract/outcome.ts';
import { done } from '../contract/outcome.ts';
import type { Settings } from '../contract/settings.ts';
import type { Sender } from '../messaging/answer.ts';
import { BUTTON_OFF } from '../page/button-off.ts';
import { ALIEXPRESS_ORIGINS } from '../product/hosts.ts';
import { storeSettings } from '../storage/settings.ts';
import { listPresets } from './post.ts';
import { usableSettings } from './usable-settings.ts';

/** Sees whether a page is a product; loads on every AliExpress page, so it is kept small. */
const WATCHER = { id: 'product', file: 'content-scripts/product.js' };

/** The button itself: put into a tab only once that tab shows a product. */
const BUTTON_FILE = 'product-button.js';

export async function buttonState(): Promise<Outcome<ButtonState>> {
  const settings = await usableSettings();
  if (!settings.ok) return settings;
  return done({ on: settings.value.button.on, granted: (await grantedHosts()).length > 0 });
}

export async function switchButton({ on }: { on: boolean }): Promise<Outcome<ButtonState>> {
  const changed = await changeButton({ on });
  if (!changed.ok) return changed;
  await syncButton();
  return buttonState();
}

/** Moves or collapses the button, for every page from now on. */
export async function placeButton(place: ButtonPlace): Promise<Outcome<Record<string, never>>> {
  const changed = await changeButton(place);
  return changed.ok ? done({}) : changed;
}

/** Switches the button off from its own menu. */
export async function leavePages(): Promise<Outcome<Record<string, never>>> {
  const left = await switchButton({ on: false });
  return left.ok ? done({}) : left;
}

async function changeButton(change: Partial<Settings['button']>): Promise<Outcome<Settings>> {
  const settings = await usableSettings();
  if (!settings.ok) return settings;
  const changed = { ...settings.value, button: { ...settings.value.button, ...change } };
  await storeSettings(changed);
  return done(changed);
}

/** The button's code for the tab that asks for it, and where it sits. */
export async function loadButton(_: unknown, sender: Sender): Promise<Outcome<Reply<'button.load'>>> {
  const settings = await usableSettings();
  const presets = await listPresets({ context: 'button' });
  const tabId = sender.tab?.id;
  if (!settings.ok || !presets.ok || !settings.value.button.on || tabId === undefined) return done(null);
  const [preset] = presets.value;
  if (!preset) return done(null);
  await browser.scripting.executeScript({ target: { tabId }, files: [BUTTON_FILE] });
  const { corner, collapsed } = settings.value.button;
  return done({ place: { corner, collapsed }, preset });
}

/** Takes the yes back where the person took the hosts away in the browser's own settings. */
export async function hostsRemoved(): Promise<void> {
  if ((await grantedHosts()).length === 0) await switchButton({ on: false });
  else await syncButton();
}

let syncing: Promise<void> = Promise.resolve();

/**
 * Brings the registered scripts and the open tabs in line with what the person chose and what the browser granted.
 * Granting, switching and updating the extension overlap, so runs wait for each other.
 */
export function syncButton(): Promise<void> {
  const run = syncing.then(registerAsChosen);
  syncing = run.catch(() => undefined);
  return run;
}

async function registerAsChosen(): Promise<void> {
  const settings = await usableSettings();
  const matches = settings.ok && settings.value.button.on ? await grantedHosts() : [];
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [WATCHER.id] });
  if (matches.length === 0) {
    if (registered) await browser.scripting.unregisterContentScripts({ ids: [WATCHER.id] });
    return tellOpenTabs();
  }
  const script = { id: WATCHER.id, js: [WATCHER.file], matches, runAt: 'document_start' as const };
  if (registered) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([{ ...script, persistAcrossSessions: true }]);
  if (!registered) await startInOpenTabs(matches);
}

async function grantedHosts(): Promise<string[]> {
  const granted = await Promise.all(
    ALIEXPRESS_ORIGINS.map((origin) => browser.permissions.contains({ origins: [origin] })),
  );
  return ALIEXPRESS_ORIGINS.filter((_, index) => granted[index]);
}

/** Registered scripts run in pages loaded from now on; the pages already open get theirs here. */
async function startInOpenTabs(matches: string[]): Promise<void> {
  const tabs = await browser.tabs.query({ url: matches });
  await inEachTab(tabs, (tabId) => browser.scripting.executeScript({ target: { tabId }, files: [WATCHER.file] }));
}

/** Scripts that already run outlive both the registration and the permission, so they are told to go. */
async function tellOpenTabs(): Promise<void> {
  const tabs = await browser.tabs.query({});
  await inEachTab(tabs, (tabId) => browser.tabs.sendMessage(tabId, BUTTON_OFF));
}

/** A tab that is gone, asleep or not ours refuses; that says nothing about the others. */
async function inEachTab(tabs: { id?: number | undefined }[], act: (tabId: number) => Promise<unknown>): Promise<void> {
  await Promise.allSettled(tabs.flatMap(({ id }) => (id === undefined ? [] : [act(id)])));
}
