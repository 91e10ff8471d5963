import { readFile, writeFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { allowHosts, type ChromiumWithWaybill } from '../../scripts/browser/chromium.ts';
import type { TestBackend } from './backend.ts';

/** What a test looks at in stored settings. */
export type StoredSettings = {
  button: { on: boolean; corner: string };
  copyOnOpen: boolean;
  presets: { id: string; name: string; trackingId: string | null; output: { text?: string } }[];
};

type Area = { get(): Promise<Record<string, unknown>>; set(items: object): Promise<void>; clear(): Promise<void> };

declare const chrome: { storage: { local: Area; sync: Area } };

export async function clearStorage(browser: ChromiumWithWaybill): Promise<void> {
  await (await browser.worker()).evaluate(async () => {
    await chrome.storage.local.clear();
    await chrome.storage.sync.clear();
  });
}

/** Puts something in the place of the settings, as an older, newer or broken Waybill may have left it. */
export async function storeSettings(browser: ChromiumWithWaybill, settings: unknown): Promise<void> {
  await (await browser.worker()).evaluate((value) => chrome.storage.local.set({ settings: value }), settings);
}

export async function storedOnDevice(browser: ChromiumWithWaybill): Promise<Record<string, unknown>> {
  return (await browser.worker()).evaluate(() => chrome.storage.local.get());
}

export async function storedSettings(browser: ChromiumWithWaybill): Promise<StoredSettings> {
  return (await storedOnDevice(browser)).settings as StoredSettings;
}

/** A preset in the list, whose editor is closed. */
export function row(page: Page, name: string) {
  return page.getByRole('button', { name: new RegExp(`^${name}\\b`), expanded: false });
}

/** What a press saves as a file. */
export async function savedFile(page: Page, label: string): Promise<string> {
  const press = page.getByRole('button', { name: label, exact: true }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), press]);
  return readFile(await download.path(), 'utf8');
}

/** Chooses a file with this text; `path` is where it may lie. */
export async function chooseFile(page: Page, label: string, path: string, text: string): Promise<void> {
  await writeFile(path, text);
  const press = page.getByRole('button', { name: label, exact: true }).click();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press]);
  await chooser.setFiles(path);
}

/** Pairs on a page that is open. */
export async function pairOn(page: Page, browser: ChromiumWithWaybill, backend: TestBackend): Promise<void> {
  await allowHosts(browser, [`http://${new URL(backend.url).hostname}/*`]);
  await page.bringToFront();
  await page.getByLabel('Pairing link').fill(await backend.cli('pair', '--name', `browser-${performance.now()}`));
  await page.getByRole('button', { name: 'Pair', exact: true }).click();
  await page.getByText('Paired as').waitFor();
}
