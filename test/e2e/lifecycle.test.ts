import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHROME_BUILD, type ChromiumWithWaybill } from '../../scripts/browser/chromium.ts';
import { openPairedChromium, type Stage, setStage } from '../support/stage.ts';

/** The button while the extension under it sleeps, is updated, or goes away, in a real Chromium. */
const LAMP = 'https://www.aliexpress.com/item/1005006338829917.html';

let stage: Stage;
let extension: string;
let browser: ChromiumWithWaybill;
let page: Page;

beforeAll(async () => {
  stage = await setStage();
  extension = await mkdtemp(join(tmpdir(), 'waybill-build-'));
  await cp(CHROME_BUILD, extension, { recursive: true });
  browser = await openPairedChromium(stage, { button: true, extension });
  page = await browser.context.newPage();
  await page.goto(LAMP);
  await button().waitFor();
});

afterAll(async () => {
  await browser?.close();
  await stage?.close();
  await rm(extension, { recursive: true, force: true });
});

const button = () => page.getByRole('button', { name: 'Copy link' });

async function pressAndCopy(): Promise<void> {
  await button().click();
  await page.getByRole('button', { name: /Copied/ }).waitFor();
  await button().waitFor();
}

it('a press wakes the worker that the browser has stopped', async () => {
  const options = await browser.open('/options.html');
  const control = await browser.context.newCDPSession(options);
  await control.send('ServiceWorker.enable');
  await control.send('ServiceWorker.stopAllWorkers');
  await pressAndCopy();
});

it('after an update the page that was open has one button, and it works', async () => {
  await raiseVersion();
  await inExtensionsPage(async (extensions) => {
    await extensions.evaluate(async (id) => {
      await chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
      await chrome.developerPrivate.reload(id);
    }, browser.extensionId);
  });
  await expect.poll(() => installedVersion(), { timeout: 15_000 }).toBe('0.2.0');
  await expect.poll(() => page.locator('waybill-button').count(), { timeout: 15_000 }).toBe(1);
  await expect.poll(() => pressWorks(), { timeout: 15_000 }).toBe(true);
  expect(await page.locator('waybill-button').count()).toBe(1);
});

it('once the extension is gone, the button that is left says what to do', async () => {
  await inExtensionsPage(async (extensions) => {
    await extensions.evaluate((id) => chrome.management.setEnabled(id, false), browser.extensionId);
  });
  await button().click();
  await page.getByRole('button', { name: 'Reload this page' }).waitFor();
});

async function pressWorks(): Promise<boolean> {
  await button().click();
  const copied = page.getByRole('button', { name: /Copied/ });
  const failed = page.getByRole('button', { name: 'Reload this page' });
  await copied.or(failed).first().waitFor();
  return copied.isVisible();
}

async function raiseVersion(): Promise<void> {
  const path = join(extension, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as { version: string };
  await writeFile(path, JSON.stringify({ ...manifest, version: '0.2.0' }));
}

async function installedVersion(): Promise<string> {
  return inExtensionsPage((extensions) =>
    extensions.evaluate(async (id) => (await chrome.management.get(id)).version, browser.extensionId),
  );
}

async function inExtensionsPage<T>(act: (extensions: Page) => Promise<T>): Promise<T> {
  const extensions = await browser.context.newPage();
  await extensions.goto('chrome://extensions/');
  try {
    return await act(extensions);
  } finally {
    await extensions.close();
  }
}

declare const chrome: {
  developerPrivate: {
    reload(id: string): Promise<void>;
    updateProfileConfiguration(change: { inDeveloperMode: boolean }): Promise<void>;
  };
  management: {
    get(id: string): Promise<{ version: string }>;
    setEnabled(id: string, enabled: boolean): Promise<void>;
  };
};
