import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChromiumWithWaybill } from '../../scripts/browser/chromium.ts';
import { openToolbarPopup } from '../../scripts/browser/toolbar-popup.ts';
import { credentials, openPairedChromium, type Stage, setStage } from '../support/stage.ts';

/**
 * The whole path in a real Chromium: a page under AliExpress's address, the built extension, a backend process and a
 * gateway that checks signatures. It does not prove what AliExpress's own pages and gateway do.
 */
const NOISE = '?spm=a2g0o.productlist.0.0&pdp_npi=4%40dis%21USD%21visitor-account';

let stage: Stage;
let browser: ChromiumWithWaybill;

beforeAll(async () => {
  stage = await setStage();
  browser = await openPairedChromium(stage, { button: true });
});

afterAll(async () => {
  await browser?.close();
  await stage?.close();
});

let page: Page;
/** Another one for each test: the backend does not ask twice for the same. */
let product: string;
let nextProduct = 1005006338820000;
let callsBefore: number;

beforeEach(async () => {
  for (const open of browser.context.pages().slice(1)) await open.close();
  page = await browser.context.newPage();
  nextProduct += 1;
  product = `https://www.aliexpress.com/item/${nextProduct}.html`;
  await page.goto(product + NOISE);
  callsBefore = stage.gateway.calls.length;
});

const linkCalls = () => newCalls().filter(({ method }) => method === 'aliexpress.affiliate.link.generate');
const newCalls = () => stage.gateway.calls.slice(callsBefore);
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
      params: { source_values: product, tracking_id: 'blog' },
    });
  });

  it('adds one element to the page, leaves its address alone, and never opens the link', async () => {
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('button', { name: /Copied/ }).waitFor();
    expect(await page.locator('waybill-button').count()).toBe(1);
    expect(page.url()).toBe(product + NOISE);
    expect(stage.shop.requests.filter(({ host }) => host.startsWith('s.click'))).toEqual([]);
  });

  it('is not on a page that is no product', async () => {
    await page.goto('https://www.aliexpress.com/w/wholesale-desk-lamp.html');
    await page.waitForTimeout(500);
    expect(await page.locator('waybill-button').count()).toBe(0);
  });

  it("says so, and waits for a second press, where the person came through another publisher's link", async () => {
    await page.goto(`${product}?aff_fcid=0123-1732000000000-00001-_key&aff_platform=api-new-link-generate`);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('button', { name: 'another publisher’s link' }).waitFor();
    expect(newCalls()).toEqual([]);
    await page.getByRole('button', { name: 'another publisher’s link' }).click();
    await page.getByRole('button', { name: /Copied/ }).waitFor();
    expect(newCalls()).toHaveLength(1);
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
    await popup.getByText(/^Pays/).waitFor();
    expect(linkCalls()).toEqual([]);
    await popup.keyboard.press('Enter');
    await popup.getByRole('button', { name: 'Copied · id blog' }).waitFor();
    const shown = await popup.locator('.paste').inputValue();
    expect(linkCalls()).toHaveLength(1);
    await popup.close();
    await page.bringToFront();
    expect(await clipboard()).toBe(shown);
  });

  it('says so when the tab is no product page', async () => {
    await page.goto('https://www.aliexpress.com/');
    const popup = await openToolbarPopup(browser, page);
    await popup.getByText('This AliExpress page is not a product').waitFor();
    await popup.close();
  });
});

describe('when something is wrong', () => {
  it('says in the page and in the popup that the signature was refused, and what to do', async () => {
    const words = 'AliExpress refused the signature';
    await restart(credentials(stage.gateway, 'a-wrong-secret'));
    try {
      await page.getByRole('button', { name: 'Copy link' }).click();
      await page.getByRole('button', { name: words }).waitFor();
      const popup = await openToolbarPopup(browser, page);
      await popup.getByRole('button', { name: 'Copy' }).click();
      await popup.locator('.notice').getByText(words).waitFor();
      expect(await popup.locator('.notice').textContent()).toContain('npx waybill doctor');
      await popup.close();
    } finally {
      await restart(credentials(stage.gateway));
    }
  });

  it('says in the page that the backend does not answer, and works again when it does', async () => {
    await stage.backend.stop();
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('button', { name: 'does not answer' }).waitFor();
    await stage.backend.start();
    await page.getByRole('button', { name: 'does not answer' }).click();
    await page.getByRole('button', { name: /Copied/ }).waitFor();
  });
});

async function restart(env: Record<string, string>): Promise<void> {
  await stage.backend.stop();
  await stage.backend.start(env);
}

async function history(): Promise<{ url: string }[]> {
  const token = await stage.backend.cli('token', 'create', '--name', `reader-${performance.now()}`, '--owner');
  const answer = await fetch(`${stage.backend.url}/v1/history`, { headers: { authorization: `Bearer ${token}` } });
  return ((await answer.json()) as { entries: { url: string }[] }).entries;
}
