import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ChromiumWithWaybill } from '../../scripts/browser/chromium.ts';
import { openToolbarPopup } from '../../scripts/browser/toolbar-popup.ts';
import { shareChromium } from '../support/stage.ts';

/** What a person adds to a post in the popup, and what reaches the clipboard, in a real Chromium by keys alone. */
let browser: ChromiumWithWaybill;
let page: Page;
let nextProduct = 1005006338860000;

shareChromium({ button: false }, (shared) => {
  browser = shared.browser;
});

beforeEach(async () => {
  page = await browser.context.newPage();
  nextProduct += 1;
  await page.goto(`https://www.aliexpress.com/item/${nextProduct}.html`);
});

async function openWith(preset: string): Promise<Page> {
  const popup = await openToolbarPopup(browser, page);
  await popup.getByText(/^Pays/).waitFor();
  await popup.getByRole('radio', { name: preset }).focus();
  await popup.keyboard.press('Space');
  return popup;
}

async function clipboard(): Promise<string> {
  await page.bringToFront();
  return page.evaluate(() => navigator.clipboard.readText());
}

describe('a coupon', () => {
  it('goes from the field into the clipboard with Enter, and is there again when the popup is opened anew', async () => {
    const popup = await openWith('Telegram');
    await popup.getByRole('button', { name: 'Add coupon' }).focus();
    await popup.keyboard.press('Enter');
    await popup.locator('#own-coupon:focus').waitFor();
    await popup.keyboard.type('SAVE5');
    await popup.locator('.preview').getByText('Code: <code>SAVE5</code>').waitFor();
    await popup.keyboard.press('Enter');
    await popup.getByRole('button', { name: 'Copied · id blog' }).waitFor();
    await popup.close();
    expect(await clipboard()).toContain('Code: <code>SAVE5</code>');

    const again = await openToolbarPopup(browser, page);
    await again.getByRole('button', { name: 'Coupon SAVE5' }).waitFor();
    expect(await again.evaluate(() => document.activeElement?.textContent)).toBe('Copy');
    await again.close();
  });
});

describe('a copy by keys out of the preview', () => {
  it.each(['Plain link', 'Blog (HTML)'])(
    'makes the link first: no stand-in reaches the clipboard (%s)',
    async (preset) => {
      const popup = await openWith(preset);
      await popup.locator('.preview').click();
      await popup.keyboard.press('Control+A');
      await popup.keyboard.press('Control+C');
      await popup.getByRole('button', { name: 'Copied · id blog' }).waitFor();
      const shown = await popup.locator('.paste').inputValue();
      await popup.close();
      const copied = await clipboard();
      expect(copied).toContain('https://s.click.aliexpress.com/e/_sandbox');
      expect(copied).toBe(shown);
    },
  );

  it('leaves a selection of anything else as it is', async () => {
    const popup = await openWith('Plain link');
    const title = popup.getByRole('heading', { level: 1 });
    await title.selectText();
    await popup.keyboard.press('Control+C');
    const words = await title.textContent();
    await popup.close();
    expect(await clipboard()).toBe(words);
  });
});
