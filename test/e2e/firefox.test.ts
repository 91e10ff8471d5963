import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FirefoxWithWaybill, openFirefox } from '../../scripts/browser/firefox.ts';
import { needBrowser } from '../../scripts/browser/install.ts';
import { type Stage, setStage } from '../support/stage.ts';

/** The whole path in a real Firefox; what it does not prove is said in chromium.test.ts. */
const PRODUCT = 'https://www.aliexpress.com/item/1005006338829917.html';

let stage: Stage;
let firefox: FirefoxWithWaybill;

beforeAll(async () => {
  const executablePath = await needBrowser('firefox', console.log);
  stage = await setStage();
  firefox = await openFirefox({ executablePath, pagesPort: stage.shop.port });
});

afterAll(async () => {
  await firefox?.close();
  await stage?.close();
});

describe('in Firefox', () => {
  it('a person pairs and says yes to the button in the options', async () => {
    const link = await stage.backend.cli('pair', '--name', 'firefox');
    const options = await firefox.open('/options.html');
    await options.locator('#link').fill(link);
    await options.locator('button[type=submit]').click();
    await options.waitForSelector('dl.facts');
    await press(options, 'Turn on');
    await options.waitForSelector('::-p-text(The button is on.)');
    await options.close();
  });

  it('the in-page button copies the link that the backend answered, with one press and one signed call', async () => {
    const page = await firefox.browser.newPage();
    await page.goto(`${PRODUCT}?spm=a2g0o&pdp_npi=visitor-account`);
    await page.waitForSelector('waybill-button >>> .pill.rest');
    expect(stage.gateway.calls).toEqual([]);
    await page.locator('waybill-button >>> .press').click();
    await page.waitForSelector('waybill-button >>> .pill.done');
    const said = await page.$eval('waybill-button >>> .said', (element) => element.textContent);
    expect(said).toContain('Copied · id blog');

    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^https:\/\/s\.click\.aliexpress\.com\/e\/_sandbox/);
    expect(stage.gateway.calls).toHaveLength(1);
    expect(stage.gateway.calls[0]).toMatchObject({ params: { source_values: PRODUCT, tracking_id: 'blog' } });
    expect(firefox.refused.filter((host) => host.includes('aliexpress'))).toEqual([]);
    expect(stage.shop.requests.filter(({ host }) => host.startsWith('s.click'))).toEqual([]);
    await page.close();
  });
});

async function press(page: Page, label: string): Promise<void> {
  await page.locator(`::-p-aria([name="${label}"][role="button"])`).click();
}
