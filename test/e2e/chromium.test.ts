import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type ChromiumWithWaybill,
  leadShopTo,
  openChromium,
  pairIn,
  turnButtonOn,
} from '../../scripts/browser/chromium.ts';
import { needBrowser } from '../../scripts/browser/install.ts';
import { openToolbarPopup } from '../../scripts/browser/toolbar-popup.ts';
import { SANDBOX, type Sandbox, startSandbox } from '../../server/sandbox/index.ts';
import { startBackendProcess, type TestBackend } from '../support/backend.ts';
import { type Shop, startShop } from '../support/shop.ts';

/**
 * The whole path in a real Chromium: a page under AliExpress's address, the built extension, a backend process and a
 * gateway that checks signatures. It does not prove what AliExpress's own pages and gateway do.
 */
const PRODUCT = 'https://www.aliexpress.com/item/1005006338829917.html';
const VISITED = `${PRODUCT}?spm=a2g0o.productlist.0.0&pdp_npi=4%40dis%21USD%21visitor-account&aff_fcid=somebody`;

let shop: Shop;
let gateway: Sandbox;
let backend: TestBackend;
let browser: ChromiumWithWaybill;

beforeAll(async () => {
  const executablePath = await needBrowser('chromium', console.log);
  [shop, gateway] = await Promise.all([startShop(), startSandbox()]);
  backend = await startBackendProcess(credentials(SANDBOX.appSecret));
  browser = await openChromium({ executablePath, args: [leadShopTo(shop.port)] });
  await pairIn(browser, await backend.cli('pair', '--name', 'test browser'));
  await turnButtonOn(browser);
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(PRODUCT).origin });
});

afterAll(async () => {
  await browser?.close();
  await backend?.close();
  await gateway?.close();
  await shop?.close();
});

function credentials(appSecret: string): Record<string, string> {
  return {
    ALIEXPRESS_GATEWAY_URL: gateway.origin,
    ALIEXPRESS_APP_KEY: SANDBOX.appKey,
    ALIEXPRESS_APP_SECRET: appSecret,
    ALIEXPRESS_TRACKING_ID: 'blog,video',
  };
}

let page: Page;
let callsBefore: number;

beforeEach(async () => {
  for (const open of browser.context.pages().slice(1)) await open.close();
  page = await browser.context.newPage();
  await page.goto(VISITED);
  callsBefore = gateway.calls.length;
});

const newCalls = () => gateway.calls.slice(callsBefore);
const clipboard = () => page.evaluate(() => navigator.clipboard.readText());

describe('the in-page button', () => {
  it('copies the link that the backend answered, with one press and one signed call', async () => {
    const button = page.getByRole('button', { name: 'Copy link' });
    await button.waitFor();
    expect(newCalls()).toEqual([]);
    await button.click();
    await page.getByRole('button', { name: 'Copied · id blog' }).waitFor();

    const copied = await clipboard();
    expect(copied).toMatch(/^https:\/\/s\.click\.aliexpress\.com\/e\/_sandbox/);
    const [entry] = await history();
    expect(copied).toBe(entry?.url);
    expect(newCalls()).toHaveLength(1);
    expect(newCalls()[0]).toMatchObject({
      method: 'aliexpress.affiliate.link.generate',
      params: { source_values: PRODUCT, tracking_id: 'blog' },
    });
  });

  it('adds one element to the page, leaves its address alone, and never opens the link', async () => {
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('button', { name: /Copied/ }).waitFor();
    expect(await page.locator('waybill-button').count()).toBe(1);
    expect(page.url()).toBe(VISITED);
    expect(shop.requests.filter(({ host }) => host.startsWith('s.click'))).toEqual([]);
  });

  it('is not on a page that is no product', async () => {
    await page.goto('https://www.aliexpress.com/w/wholesale-desk-lamp.html');
    await page.waitForTimeout(500);
    expect(await page.locator('waybill-button').count()).toBe(0);
  });

  it('takes no press from the page itself', async () => {
    await page.getByRole('button', { name: 'Copy link' }).waitFor();
    await page.evaluate(() => {
      document.querySelector('waybill-button')?.shadowRoot?.querySelector('button')?.click();
    });
    await page.waitForTimeout(300);
    expect(newCalls()).toEqual([]);
  });

  it('goes away in open pages when it is switched off, and comes back when it is switched on', async () => {
    await page.getByRole('button', { name: 'Copy link' }).waitFor();
    const options = await browser.open('/options.html');
    await options.getByRole('button', { name: 'Turn off' }).click();
    await page.locator('waybill-button').waitFor({ state: 'detached' });
    await page.reload();
    await page.waitForTimeout(300);
    expect(await page.locator('waybill-button').count()).toBe(0);
    await options.getByRole('button', { name: 'Turn on' }).click();
    await page.getByRole('button', { name: 'Copy link' }).waitFor();
    expect(await page.locator('waybill-button').count()).toBe(1);
  });
});

describe('the toolbar popup', () => {
  it('makes and copies the link of the tab, and shows the tracking id', async () => {
    const popup = await openToolbarPopup(browser, page);
    expect(newCalls()).toEqual([]);
    await popup.getByText('1005006338829917').waitFor();
    await popup.getByRole('button', { name: 'Copy link' }).click();
    await popup.getByRole('button', { name: 'Copied · id blog' }).waitFor();
    const shown = await popup.locator('.paste').textContent();
    expect(newCalls()).toHaveLength(1);
    await popup.close();
    await page.bringToFront();
    expect(await clipboard()).toBe(shown);
  });

  it('says so when the tab is no product page', async () => {
    await page.goto('https://www.aliexpress.com/');
    const popup = await openToolbarPopup(browser, page);
    await popup.getByText('This tab is not an AliExpress product page.').waitFor();
    await popup.close();
  });
});

describe('when something is wrong', () => {
  it('says in the page and in the popup that the signature was refused, and what to do', async () => {
    const words = 'AliExpress refused the signature';
    await restart(credentials('a-wrong-secret'));
    try {
      await page.getByRole('button', { name: 'Copy link' }).click();
      await page.getByRole('button', { name: words }).waitFor();
      const popup = await openToolbarPopup(browser, page);
      await popup.getByRole('button', { name: 'Copy link' }).click();
      await popup.getByRole('alert').getByText(words).waitFor();
      expect(await popup.getByRole('alert').textContent()).toContain('npx waybill doctor');
      await popup.close();
    } finally {
      await restart(credentials(SANDBOX.appSecret));
    }
  });

  it('says in the page that the backend does not answer, and works again when it does', async () => {
    await backend.stop();
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('button', { name: 'does not answer' }).waitFor();
    await backend.start();
    await page.getByRole('button', { name: 'does not answer' }).click();
    await page.getByRole('button', { name: /Copied/ }).waitFor();
  });
});

async function restart(env: Record<string, string>): Promise<void> {
  await backend.stop();
  await backend.start(env);
}

async function history(): Promise<{ url: string }[]> {
  const token = await backend.cli('token', 'create', '--name', `reader-${performance.now()}`, '--owner');
  const answer = await fetch(`${backend.url}/v1/history`, { headers: { authorization: `Bearer ${token}` } });
  return ((await answer.json()) as { entries: { url: string }[] }).entries;
}
