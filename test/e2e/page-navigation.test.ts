import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ChromiumWithWaybill } from '../../scripts/browser/chromium.ts';
import { LAYOUTS } from '../support/shop.ts';
import { type Stage, shareChromium } from '../support/stage.ts';

/** Where the in-page button is and is not, in a real Chromium, on pages that imitate the shop's front ends. */
const LAMP = 'https://www.aliexpress.com/item/1005006338829917.html';
const CHAIR = 'https://www.aliexpress.com/item/32962426410.html';
const SEARCH = 'https://www.aliexpress.com/w/wholesale-desk-lamp.html';

let stage: Stage;
let browser: ChromiumWithWaybill;
let page: Page;
let token: string | undefined;

shareChromium({ button: true }, (shared) => {
  ({ stage, browser } = shared);
});

beforeEach(async () => {
  page = await browser.context.newPage();
});

const button = () => page.getByRole('button', { name: 'Copy link' });
const count = () => page.locator('waybill-button').count();

/** Presses, and tells of which page the copied link is. */
async function lastSource(): Promise<string | undefined> {
  await button().click();
  await page.getByRole('button', { name: /Copied/ }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  return (await entries()).find(({ url }) => url === copied)?.canonicalUrl;
}

async function entries(): Promise<{ url: string; canonicalUrl: string }[]> {
  token ??= await stage.backend.cli('token', 'create', '--name', 'reader', '--owner');
  const answer = await fetch(`${stage.backend.url}/v1/history`, { headers: { authorization: `Bearer ${token}` } });
  return ((await answer.json()) as { entries: { url: string; canonicalUrl: string }[] }).entries;
}

describe('the button follows the address', () => {
  it('through pushState, replaceState, back and forward', async () => {
    await page.goto(SEARCH);
    await page.evaluate((url) => history.pushState(null, '', url), LAMP);
    await button().waitFor();
    expect(await lastSource()).toBe(LAMP);
    await page.evaluate((url) => history.replaceState(null, '', url), CHAIR);
    await button().waitFor();
    expect(await lastSource()).toBe(CHAIR);
    await page.goBack();
    await page.locator('waybill-button').waitFor({ state: 'detached' });
    await page.goForward();
    await button().waitFor();
    expect(await count()).toBe(1);
  });

  it('through a full load, a reload, and back from the cache of pages', async () => {
    await page.goto(LAMP);
    await button().waitFor();
    await page.evaluate(() => {
      window.addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }));
    });
    await page.goto(SEARCH);
    await page.waitForTimeout(300);
    expect(await count()).toBe(0);
    await page.goBack({ waitUntil: 'commit' });
    await button().waitFor();
    expect(await page.evaluate(() => (window as { persisted?: boolean }).persisted)).toBe(true);
    expect(await lastSource()).toBe(LAMP);
    expect(await count()).toBe(1);
    await page.reload();
    await button().waitFor();
    expect(await count()).toBe(1);
  });

  it('but not into frames: a product page with a product page inside has one button', async () => {
    await page.goto(LAMP);
    await button().waitFor();
    await page.evaluate((url) => {
      const frame = document.createElement('iframe');
      frame.src = url;
      document.body.append(frame);
      return new Promise((resolve) => frame.addEventListener('load', resolve));
    }, `${CHAIR}?layout=mobile`);
    await page.waitForTimeout(300);
    for (const frame of page.frames()) {
      expect(await frame.locator('waybill-button').count()).toBe(frame === page.mainFrame() ? 1 : 0);
    }
  });

  it('on a deal page it names the one product that the address is about, and none where there are several', async () => {
    const deal = 'https://www.aliexpress.com/ssr/300000512/BundleDeals2?productIds=';
    await page.goto(`${deal}1005006338829917:12000036815593862`);
    await page.getByRole('button', { name: 'Copy link 1005006338829917' }).waitFor();
    expect(await lastSource()).toBe(LAMP);
    await page.goto(`${deal}1005006338829917:12000036815593862,32962426410:1`);
    await page.waitForTimeout(300);
    expect(await count()).toBe(0);
  });

  it('and stays away from captcha and punish pages', async () => {
    for (const path of [
      `${LAMP}/_____tmd_____/punish?x5secdata=abc`,
      'https://www.aliexpress.com/punish?x5secdata=abc',
    ]) {
      await page.goto(path);
      await page.waitForTimeout(200);
      expect(await count()).toBe(0);
    }
  });
});

describe.each(LAYOUTS)('on a page like %s', (layout) => {
  const host =
    { mobile: 'm.aliexpress.com', 'aliexpress-ru': 'aliexpress.ru' }[layout as string] ?? 'www.aliexpress.com';
  const address = `https://${host}/item/1005006338829917.html?layout=${layout}`;
  const sizes = layout === 'mobile' ? [[390, 844]] : [1280, 1440, 1920].map((width) => [width, 900]);

  it.each(sizes)("covers none of the shop's own controls (%i × %i)", async (width = 0, height = 0) => {
    await page.setViewportSize({ width, height });
    await page.goto(address);
    await button().waitFor();
    await page.locator('.site-control').first().waitFor();
    await page.waitForTimeout(500);
    const ours = await page.locator('waybill-button').boundingBox();
    const theirs = await page.locator('.site-control').all();
    expect(theirs.length).toBeGreaterThan(1);
    for (const control of theirs) {
      const box = await control.boundingBox();
      expect(box && ours && overlap(box, ours), (await control.textContent()) ?? '').toBe(false);
    }
  });

  it('survives what the page renders again, and changes nothing but its one element', async () => {
    await page.goto(address);
    await button().waitFor();
    await page.waitForTimeout(600);
    expect(await count()).toBe(1);
    const withButton = await outline();
    const options = await browser.open('/options.html');
    await options.getByRole('button', { name: 'Turn off' }).click();
    await page.locator('waybill-button').waitFor({ state: 'detached' });
    const without = await outline();
    await options.getByRole('button', { name: 'Turn on' }).click();
    await button().waitFor();
    expect(withButton.filter((line) => !line.startsWith('WAYBILL-BUTTON'))).toEqual(without);
    expect(withButton).toHaveLength(without.length + 1);
    expect(page.url()).toBe(address);
  });
});

type Box = { x: number; y: number; width: number; height: number };

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Every element of the page with its attributes. */
const outline = () =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')].map(
      ({ tagName, attributes }) =>
        `${tagName} ${[...attributes].map(({ name, value }) => `${name}=${value}`).join(' ')}`,
    ),
  );

describe('when the page takes everything away', () => {
  it('the button comes back after the page replaces its whole body', async () => {
    await page.goto(LAMP);
    await button().waitFor();
    await page.evaluate(() => {
      document.body.replaceWith(document.createElement('body'));
    });
    await button().waitFor();
    expect(await count()).toBe(1);
  });
});
