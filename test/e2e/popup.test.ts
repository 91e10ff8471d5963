import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ChromiumWithWaybill } from '../../scripts/browser/chromium.ts';
import { openToolbarPopup } from '../../scripts/browser/toolbar-popup.ts';
import { violations } from '../support/axe.ts';
import { type Stage, shareChromium } from '../support/stage.ts';

/** The toolbar popup in a real Chromium: from a press on the toolbar to the text in the clipboard. */
let stage: Stage;
let browser: ChromiumWithWaybill;
let page: Page;
let nextProduct = 1005006338830000;

shareChromium({ button: false }, (shared) => {
  ({ stage, browser } = shared);
});

beforeEach(async () => {
  page = await browser.context.newPage();
  nextProduct += 1;
  await page.goto(`https://www.aliexpress.com/item/${nextProduct}.html`);
});

async function clipboard(): Promise<string> {
  await page.bringToFront();
  return page.evaluate(() => navigator.clipboard.readText());
}

describe('on a product page', () => {
  it.each([
    ['Plain link', /^https:\/\/s\.click\.aliexpress\.com\/e\/_sandbox\w+$/],
    ['Telegram', /<a href="https:\/\/s\.click\.aliexpress\.com\/e\/_sandbox\w+">/],
    ['Blog (HTML)', /rel="sponsored nofollow"/],
  ])('copies the text that it shows, with the preset %s, by keys alone', async (preset, form) => {
    const popup = await openToolbarPopup(browser, page);
    await popup.getByText(/^Pays/).waitFor();
    await popup.getByRole('radio', { name: preset }).focus();
    await popup.keyboard.press('Space');
    await popup.getByRole('button', { name: 'Copy', exact: true }).focus();
    await popup.keyboard.press('Enter');
    await popup.getByRole('button', { name: 'Copied · id blog' }).waitFor();
    const shown = await popup.locator('.paste').inputValue();
    await popup.close();
    const copied = await clipboard();
    expect(copied).toMatch(form);
    expect(copied).toBe(shown);
  });

  it('says what the product costs and pays before anything is copied', async () => {
    const popup = await openToolbarPopup(browser, page);
    await popup.getByText(/^Pays \d/).waitFor();
    expect(await popup.locator('.prices strong').textContent()).toMatch(/\d/);
    expect(stage.gateway.calls.filter(({ method }) => method.endsWith('link.generate')).length).toBe(
      stage.gateway.calls.filter(({ params }) => params.source_values).length,
    );
    await popup.close();
  });

  it('says in words that a product is not in the programme', async () => {
    await page.goto('https://www.aliexpress.com/item/1005006338824040.html');
    const popup = await openToolbarPopup(browser, page);
    await popup.getByText('Not in the programme').waitFor();
    await popup.getByRole('button', { name: 'Copy', exact: true }).click();
    await popup.getByText('AliExpress gives no affiliate link for this page.').waitFor();
    await popup.close();
  });

  it('copies as soon as it opens, where the person wants it so', async () => {
    const options = await browser.open('/options.html');
    await options.getByLabel('Copy as soon as the popup opens').check();
    await options.getByText('Saved').first().waitFor();
    await options.close();
    const popup = await openToolbarPopup(browser, page);
    await popup.getByRole('button', { name: /^Copied/ }).waitFor();
    await popup.close();
    expect(await clipboard()).toContain('https://s.click.aliexpress.com/e/_sandbox');
    const again = await browser.open('/options.html');
    await again.getByLabel('Copy as soon as the popup opens').uncheck();
    await again.getByText('Saved').first().waitFor();
  });
});

describe('on any other page', () => {
  it('takes any text with addresses in it, and copies all their links', async () => {
    await page.goto('https://www.aliexpress.com/');
    const popup = await openToolbarPopup(browser, page);
    await popup
      .getByLabel('Paste product links')
      .fill(
        'Look: https://www.aliexpress.com/item/32962426410.html and https://de.aliexpress.com/item/4000123456789.html!',
      );
    await popup.getByRole('radio', { name: 'Plain link' }).check({ force: true });
    await popup.getByRole('button', { name: 'Copy 2 links' }).click();
    await popup.getByRole('button', { name: 'Copied 2 of 2' }).waitFor();
    await popup.close();
    expect((await clipboard()).split('\n')).toHaveLength(2);
  });
});

describe('the looks', () => {
  it.each(['light', 'dark'] as const)('have nothing that axe finds wrong (%s)', async (colorScheme) => {
    const popup = await openToolbarPopup(browser, page);
    await popup.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await popup.getByText(/^Pays/).waitFor();
    expect(await violations(popup)).toEqual([]);
    await popup.close();
  });

  it('do not move by a pixel from the first frame to the last answer', async () => {
    const popup = await openToolbarPopup(browser, page);
    await popup.getByText(/^Pays/).waitFor();
    expect(await shiftsOf(popup)).toEqual([]);
    await popup.close();
  });

  it('keep Copy where it is, whatever becomes of the press', async () => {
    await page.goto('https://www.aliexpress.com/item/1005006338824040.html');
    const popup = await openToolbarPopup(browser, page);
    await popup.getByText('Not in the programme').waitFor();
    const go = popup.locator('.go');
    const before = await go.boundingBox();
    await go.getByRole('button', { name: 'Copy', exact: true }).click();
    await popup.getByText('AliExpress gives no affiliate link for this page.').waitFor();
    expect(await go.boundingBox()).toEqual(before);
    await popup.close();
  });

  it('keep Copy in sight on a low screen, and leave no gap beside the scroll bar', async () => {
    const popup = await openToolbarPopup(browser, page);
    await popup.getByText(/^Pays/).waitFor();
    // No popup is higher than 600 pixels.
    await popup.addStyleTag({ content: '.stage { min-height: 600px }' });
    await expect
      .poll(() => popup.evaluate(() => document.documentElement.scrollHeight - innerHeight))
      .toBeGreaterThan(0);
    const seen = await popup.evaluate(() => {
      const copy = document.querySelector('.go .primary')?.getBoundingClientRect();
      const { clientWidth, scrollWidth } = document.documentElement;
      return {
        below: (copy?.bottom ?? Infinity) - innerHeight,
        gap: scrollWidth - document.body.offsetWidth,
        clientWidth,
        scrollWidth,
      };
    });
    expect(seen.below).toBeLessThanOrEqual(0);
    expect(seen.gap).toBe(0);
    expect(seen.scrollWidth).toBe(seen.clientWidth);
    await popup.close();
  });
});

/** What moved since the popup was opened, as the browser itself counts it. */
function shiftsOf(popup: Page): Promise<string[]> {
  return popup.evaluate(
    () =>
      new Promise((resolve) => {
        const found: string[] = [];
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { sources: { node: Element | null }[] })[]) {
            found.push(...entry.sources.map(({ node }) => node?.outerHTML ?? 'what is gone'));
          }
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(found), 300);
      }),
  );
}
