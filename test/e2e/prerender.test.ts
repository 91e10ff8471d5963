import puppeteer, { type Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHROME_BUILD, leadShopTo } from '../../scripts/browser/chromium.ts';
import { needBrowser } from '../../scripts/browser/install.ts';
import { type Shop, startShop } from '../support/shop.ts';

/**
 * Pages that Chromium renders before anybody goes there. Through Puppeteer, because Playwright switches that off in
 * the browsers that it drives.
 */
const SEARCH = 'https://www.aliexpress.com/w/wholesale-desk-lamp.html?ahead';
const LAMP = 'https://www.aliexpress.com/item/1005006338829917.html';

let shop: Shop;
let browser: Browser;

beforeAll(async () => {
  shop = await startShop();
  browser = await puppeteer.launch({
    browser: 'chrome',
    executablePath: await needBrowser('chromium', console.log),
    headless: true,
    enableExtensions: true,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Puppeteer forgives certificates page by page, which comes too late for a page that is not shown yet.
      '--ignore-certificate-errors',
      leadShopTo(shop.port),
      `--disable-extensions-except=${CHROME_BUILD}`,
      `--load-extension=${CHROME_BUILD}`,
    ],
  });
  await turnButtonOn();
});

afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

async function turnButtonOn(): Promise<void> {
  const worker = await browser.waitForTarget((target) => target.type() === 'service_worker');
  const id = new URL(worker.url()).host;
  const page = await browser.newPage();
  await page.goto('chrome://extensions/');
  for (const end of ['com', 'us', 'ru']) {
    await page.evaluate(
      (extension, host) => chrome.developerPrivate.addHostPermission(extension, host),
      id,
      `*://*.aliexpress.${end}/*`,
    );
  }
  await page.goto(`chrome-extension://${id}/options.html`);
  await page.bringToFront();
  await (await page.waitForSelector('button::-p-text(Turn on)'))?.click();
  await page.waitForSelector('::-p-text(The button is on.)');
  await page.close();
}

it('the button waits until a page that was rendered ahead is shown, and is there then', async () => {
  const page = await browser.newPage();
  await page.goto(SEARCH);
  await expect.poll(() => shop.requests.some(({ path }) => LAMP.endsWith(path))).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const before = shop.requests.filter(({ path }) => LAMP.endsWith(path)).length;

  // The page that was hidden takes the place of this one, and with it goes the connection to it.
  void page.evaluate((url) => location.assign(url), LAMP).catch(() => undefined);
  await expect.poll(seen, { timeout: 10_000 }).toMatchObject({ buttons: 1 });
  expect((await seen())?.activationStart).toBeGreaterThan(0);
  expect(shop.requests.filter(({ path }) => LAMP.endsWith(path))).toHaveLength(before);
});

type Seen = { buttons: number; activationStart: number };

/** What the extension's own worker sees in the tab of the product. */
async function seen(): Promise<Seen | undefined> {
  const worker = await (await browser.waitForTarget((target) => target.type() === 'service_worker')).worker();
  return worker?.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ url: '*://www.aliexpress.com/item/*' });
    if (!tab) return undefined;
    const [answer] = await chrome.scripting.executeScript({
      target: { tabId: tab.id },
      func: () => ({
        buttons: document.querySelectorAll('waybill-button').length,
        activationStart: (performance.getEntriesByType('navigation')[0] as unknown as Seen).activationStart,
      }),
    });
    return answer?.result;
  });
}

declare const chrome: {
  developerPrivate: { addHostPermission(extensionId: string, pattern: string): Promise<void> };
  tabs: { query(filter: { url: string }): Promise<{ id: number }[]> };
  scripting: {
    executeScript(script: { target: { tabId: number }; func: () => Seen }): Promise<{ result: Seen }[]>;
  };
};
