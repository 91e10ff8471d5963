import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ALIEXPRESS_ORIGINS } from '../../lib/product/hosts.ts';
import { allowHosts, type ChromiumWithWaybill, openChromium } from '../../scripts/browser/chromium.ts';
import { needBrowser } from '../../scripts/browser/install.ts';
import { violations } from '../support/axe.ts';
import { startBackendProcess, type TestBackend } from '../support/backend.ts';
import { chooseFile, clearStorage, pairOn, row, storedSettings } from '../support/options-page.ts';

/** The first run in a real Chromium, and what axe has to say about it and about the options. */
let browser: ChromiumWithWaybill;
let backend: TestBackend;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waybill-files-'));
  backend = await startBackendProcess();
  browser = await openChromium({ executablePath: await needBrowser('chromium', console.log) });
});

afterAll(async () => {
  await browser?.close();
  await backend?.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  for (const open of browser.context.pages().slice(1)) await open.close();
  await clearStorage(browser);
});

describe('the welcome page', () => {
  it('takes a no, a pairing and a yes, each by one press', async () => {
    await allowHosts(browser, ALIEXPRESS_ORIGINS);
    const welcome = await browser.open('/welcome.html');
    await welcome.getByRole('button', { name: 'No, thanks' }).click();
    await welcome.getByText('The button stays off').waitFor();
    expect((await storedSettings(browser)).button.on).toBe(false);
    await pairOn(welcome, browser, backend);
    await welcome.getByText('Ready. Open a product').waitFor();
    await welcome.getByRole('button', { name: 'Yes, show the button' }).click();
    await welcome.getByText('The button is on.').waitFor();
    expect((await storedSettings(browser)).button.on).toBe(true);
  });
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it.each(['/options.html', '/welcome.html'] as const)('axe finds nothing on %s', async (path) => {
    const view = await browser.open(path);
    await view.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await view.getByLabel('Pairing link').waitFor();
    expect(await violations(view)).toEqual([]);
    await pairOn(view, browser, backend);
    if (path === '/options.html') await showEverything(view);
    expect(await violations(view)).toEqual([]);
  });
});

/** An open editor with a template that is wrong, a deletion, and a file that was refused. */
async function showEverything(view: Page): Promise<void> {
  await row(view, 'Telegram').click();
  await view.getByText('Own template').click();
  await view.getByLabel('Template', { exact: true }).fill('{titel}');
  await view.getByLabel('Tracking id', { exact: true }).selectOption('Another…');
  await view.getByLabel('Another tracking id').fill('two words');
  await view.getByLabel('Leave the disclosure out').check();
  await view.getByRole('button', { name: 'Delete Plain link' }).click();
  await chooseFile(view, 'Import presets', join(folder, 'chosen.json'), '{}');
  await view.getByText('Nothing was imported.').waitFor();
  await view.getByText('Not stored yet.').waitFor();
}
