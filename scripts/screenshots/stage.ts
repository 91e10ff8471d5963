import { join } from 'node:path';
import type { Page } from 'playwright';
import type { Settings } from '../../lib/contract/settings.ts';
import type { TestBackend } from '../../test/support/backend.ts';
import type { ChromiumWithWaybill } from '../browser/chromium.ts';
import { openToolbarPopup } from '../browser/toolbar-popup.ts';

export const OUT = join(import.meta.dirname, '../../docs/screens');
export const PRODUCT = 'https://www.aliexpress.com/item/1005006338829917.html';

export type Scheme = 'light' | 'dark';
export type Stage = { browser: ChromiumWithWaybill; backend: TestBackend; scheme: Scheme };

declare const chrome: {
  storage: {
    local: { get<T>(key: string): Promise<T>; set(items: object): Promise<void> };
    session: { clear(): Promise<void> };
  };
};

/** Changes a part of what is stored on the device under `key`. */
async function changeStored({ browser }: Stage, key: 'settings' | 'pairing', part: object): Promise<void> {
  const worker = await browser.worker();
  await worker.evaluate(
    async ([name, changes]) => {
      const { [name]: before } = await chrome.storage.local.get<Record<string, object>>(name);
      await chrome.storage.local.set({ [name]: { ...before, ...changes } });
    },
    [key, part] as const,
  );
}

export function changeSettings(stage: Stage, part: Partial<Settings>): Promise<void> {
  return changeStored(stage, 'settings', part);
}

/** Where the extension thinks that its backend is. */
export function changeBackend(stage: Stage, publicUrl: string): Promise<void> {
  return changeStored(stage, 'pairing', { publicUrl });
}

/** Forgets what was typed for the pictures before. */
export async function forgetTyped({ browser }: Stage): Promise<void> {
  const worker = await browser.worker();
  await worker.evaluate(() => chrome.storage.session.clear());
}

export async function shoot(
  { scheme }: Stage,
  page: Page,
  name: string,
  how: { fullPage?: boolean } = {},
): Promise<void> {
  // The second connection, which shows the popup, sets every page back to light.
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  await page.screenshot({ path: join(OUT, `${name}-${scheme}.png`), ...how });
}

export async function popup(
  stage: Stage,
  page: Page,
  name: string,
  until?: (view: Page) => Promise<void>,
): Promise<void> {
  const view = await openToolbarPopup(stage.browser, page);
  if (until) await until(view);
  else await view.locator('.body > *').first().waitFor();
  // The browser gives the popup its new size a moment after its content has it.
  await view.waitForTimeout(200);
  await shoot(stage, view, name);
  // As at 200 % zoom; the browser gives a popup no zoom that a script could set.
  await view.evaluate(() => document.documentElement.style.setProperty('zoom', '2'));
  // What sticks to the lower edge is where the page ends.
  await view.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await shoot(stage, view, `${name}-200`, { fullPage: true });
  await view.close();
}
