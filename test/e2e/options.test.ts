import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ChromiumWithWaybill, openChromium } from '../../scripts/browser/chromium.ts';
import { needBrowser } from '../../scripts/browser/install.ts';
import { startBackendProcess, type TestBackend } from '../support/backend.ts';
import {
  chooseFile,
  clearStorage,
  pairOn,
  row,
  savedFile,
  storedOnDevice,
  storedSettings,
  storeSettings,
} from '../support/options-page.ts';

/** The options and the welcome page of the built extension in a real Chromium, with a sandbox backend behind them. */
let browser: ChromiumWithWaybill;
let backend: TestBackend;
let folder: string;
let page: Page;

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
  page = await browser.open('/options.html');
});

const stored = () => storedSettings(browser);
const names = async () => (await stored()).presets.map(({ name }) => name);
const button = (name: string) => page.getByRole('button', { name, exact: true });

/** Waits for the stored settings to become what they should be. */
const eventually = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 5000 });

const chosenFile = (label: string, text: string) => chooseFile(page, label, join(folder, 'chosen.json'), text);

describe('presets', () => {
  it('are created, named and given an id, and each change is stored without a press on anything', async () => {
    await button('New preset').click();
    await page.getByLabel('Name', { exact: true }).fill('Forum');
    await page.getByLabel('Tracking id', { exact: true }).selectOption('Another…');
    await page.getByLabel('Another tracking id').fill('forum-2026');
    await page.getByLabel('Posted to').selectOption('BBCode (forums)');
    await eventually(async () => (await stored()).presets.at(-1)).toMatchObject({
      name: 'Forum',
      trackingId: 'forum-2026',
      output: { kind: 'format', format: 'bbcode' },
    });
    await page.reload();
    await row(page, 'Forum').waitFor();
  });

  it('stand in columns', async () => {
    const places = await page.locator('.preset-row').evaluateAll((rows) =>
      rows.map((each) => {
        const list = each.closest('ol')?.getBoundingClientRect();
        const starts = [...each.querySelectorAll('.preset-name > *')].map((cell) => cell.getBoundingClientRect().left);
        return { starts, unused: (list?.width ?? 0) - each.getBoundingClientRect().width };
      }),
    );
    expect(places).toHaveLength(3);
    for (const { starts, unused } of places) {
      expect(starts).toEqual(places[0]?.starts);
      expect(unused).toBeLessThanOrEqual(2);
    }
  });

  it('take an own template: seen at once, stored when it is sound, told by line and column when it is not', async () => {
    await row(page, 'Telegram').click();
    await page.getByText('Own template').click();
    const template = page.getByLabel('Template', { exact: true });
    const preview = page.getByRole('complementary', { name: 'Preview of Telegram' });
    await template.fill('{disclosure}\nOnly {price}: {link}');
    await preview.getByText('Only $15.68: https://s.click.aliexpress.com/e/_sample').waitFor();
    const sound = { kind: 'template', channel: 'telegram-html', text: '{disclosure}\nOnly {price}: {link}' };
    await eventually(async () => (await stored()).presets[1]?.output).toEqual(sound);

    await template.fill('{disclosure}\nOnly {prize}: {link}');
    await page.getByText('Did you mean').waitFor();
    await button('Line 2, column 6').click();
    expect(await template.evaluate((area: HTMLTextAreaElement) => area.selectionStart)).toBe(18);
    await page.waitForTimeout(700);
    expect((await stored()).presets[1]?.output).toEqual(sound);
    expect(await template.inputValue()).toContain('{prize}');
  });

  it('are put in another order, by press and by keyboard', async () => {
    await button('Move Telegram up').click();
    await eventually(names).toEqual(['Telegram', 'Plain link', 'Blog (HTML)']);
    await row(page, 'Telegram').focus();
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('Alt+ArrowDown');
    await eventually(names).toEqual(['Plain link', 'Blog (HTML)', 'Telegram']);
    expect(await row(page, 'Telegram').evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('come back to their place after a deletion', async () => {
    await button('Delete Telegram').click();
    await eventually(names).toEqual(['Plain link', 'Blog (HTML)']);
    await page.keyboard.press('Enter');
    await eventually(names).toEqual(['Plain link', 'Telegram', 'Blog (HTML)']);
    expect(await row(page, 'Telegram').evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('travel by file', async () => {
    const file = await savedFile(page, 'Export presets');
    await chosenFile('Import presets', file);
    await page.getByText('3 presets added.').waitFor();
    await eventually(async () => (await names()).length).toBe(6);
  });
});

describe('all settings', () => {
  it('travel by file, and what they replaced comes back with Undo', async () => {
    await page.getByLabel('Copy as soon as the popup opens').check();
    await page.getByText('Top right').click();
    await eventually(async () => (await stored()).button.corner).toBe('top-right');
    const file = await savedFile(page, 'Export to a file');
    await button('Reset').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reset' }).click();
    await eventually(async () => (await stored()).copyOnOpen).toBe(false);
    await chosenFile('Import from a file', file);
    await eventually(async () => (await stored()).copyOnOpen).toBe(true);
    await button('Undo').click();
    await eventually(async () => (await stored()).copyOnOpen).toBe(false);
  });

  it('are left alone by a file that is wrong, and the field is named', async () => {
    await page.getByLabel('Copy as soon as the popup opens').check();
    await eventually(async () => (await stored()).copyOnOpen).toBe(true);
    const before = await stored();
    const wrong = { ...before, presets: before.presets.map((preset) => ({ ...preset, trackingId: 'two words' })) };
    await chosenFile('Import from a file', JSON.stringify(wrong));
    const alert = page.getByRole('alert');
    await alert.getByText('presets[0].trackingId must be').waitFor();
    expect(await stored()).toEqual(before);
  });

  it('never turn the in-page button on from a file', async () => {
    await page.getByText('The button is off.').waitFor();
    const settings = await stored();
    await chosenFile(
      'Import from a file',
      JSON.stringify({ ...settings, copyOnOpen: true, button: { ...settings.button, on: true } }),
    );
    await eventually(async () => (await stored()).copyOnOpen).toBe(true);
    expect((await stored()).button.on).toBe(false);
  });

  it('that cannot be read are saved or reset by the person, never by themselves', async () => {
    const broken = { version: 2, presets: 'lost' };
    await row(page, 'Plain link').waitFor();
    await storeSettings(browser, broken);
    await page.reload();
    await page.getByRole('alert').getByText('The settings cannot be read').waitFor();
    const file = await savedFile(page, 'Save to a file');
    expect(JSON.parse(file)).toEqual(broken);
    expect(await stored()).toEqual(broken);
    await button('Reset').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reset' }).click();
    await row(page, 'Plain link').waitFor();
    await eventually(names).toEqual(['Plain link', 'Telegram', 'Blog (HTML)']);
  });

  it('are gone after "Delete everything", and only after the second yes', async () => {
    await pairOn(page, browser, backend);
    await button('Delete everything').click();
    await button('Cancel').click();
    await page.getByText('Paired as').waitFor();
    await button('Delete everything').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete everything' }).click();
    await page.getByText('Everything is deleted.').waitFor();
    await page.getByLabel('Pairing link').waitFor();
    expect(await storedOnDevice(browser)).not.toHaveProperty('pairing');
  });
});
