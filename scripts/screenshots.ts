import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { Settings } from '../lib/contract/settings.ts';
import { firstSettings } from '../lib/settings/versions.ts';
import { startBackendProcess, type TestBackend } from '../test/support/backend.ts';
import { startShop } from '../test/support/shop.ts';
import { type ChromiumWithWaybill, leadShopTo, openChromium, pairIn, turnButtonOn } from './browser/chromium.ts';
import { needBrowser } from './browser/install.ts';
import { openToolbarPopup } from './browser/toolbar-popup.ts';

/** Takes every picture in docs/screens from the built extension, in light and dark. */
const OUT = join(import.meta.dirname, '../docs/screens');
const PRODUCT = 'https://www.aliexpress.com/item/1005006338829917.html';

type Scheme = 'light' | 'dark';
type Stage = { browser: ChromiumWithWaybill; backend: TestBackend; scheme: Scheme };

async function main(): Promise<void> {
  await mkdir(OUT, { recursive: true });
  const executablePath = await needBrowser('chromium', console.log);
  const shop = await startShop();
  const backend = await startBackendProcess();
  try {
    for (const scheme of ['light', 'dark'] as const) {
      const browser = await openChromium({ executablePath, colorScheme: scheme, args: [leadShopTo(shop.port)] });
      try {
        await takeAll({ browser, backend, scheme });
      } finally {
        await browser.close();
      }
    }
  } finally {
    await backend.close();
    await shop.close();
  }
}

async function takeAll(stage: Stage): Promise<void> {
  const { browser, backend } = stage;
  const page = await browser.context.newPage();
  await page.goto(PRODUCT);
  await popup(stage, page, 'popup-not-paired');
  await options(stage, 'options-not-paired');
  await welcome(stage);
  await pairIn(browser, await backend.cli('pair', '--name', `${stage.scheme} laptop`));
  await turnButtonOn(browser);
  await options(stage, 'options-paired');
  await desk(stage);
  await popup(stage, page, 'popup-ready', paysSeen);
  await popup(stage, page, 'popup-done', async (view) => {
    await paysSeen(view);
    await pressAndSee(/Copied/)(view);
  });
  await popup(stage, page, 'popup-blog', async (view) => {
    await paysSeen(view);
    await view.getByRole('radio', { name: 'Blog (HTML)' }).click();
    await pressAndSee(/Copied/)(view);
    await view.getByRole('button', { name: 'QR code' }).click();
  });
  await popup(stage, page, 'popup-coupon', async (view) => {
    await paysSeen(view);
    await view.getByRole('radio', { name: 'Telegram' }).click();
    await view.getByRole('button', { name: 'Add coupon' }).click();
    await view.getByLabel('Coupon', { exact: true }).fill('SAVE5');
  });
  await inRussia(stage, () =>
    popup(stage, page, 'popup-erid-missing', async (view) => {
      await paysSeen(view);
      await view.getByRole('radio', { name: 'Telegram' }).click();
      await view.getByRole('button', { name: 'erid missing' }).click();
    }),
  );
  backend.pause();
  await popup(stage, page, 'popup-loading', (view) => view.getByText('Plain link').waitFor());
  await popup(stage, page, 'popup-working', pressAndSee('Making the link'));
  backend.resume();
  await page.goto(PRODUCT.replace('9917', '4040'));
  await popup(stage, page, 'popup-no-commission', async (view) => {
    await view.getByText('Not in the programme').waitFor();
    await pressAndSee('Try again')(view);
  });
  await page.goto(PRODUCT);
  await button(stage, page);
  await refusals(stage, page);
  await backend.stop();
  await popup(stage, page, 'popup-failed', async (view) => {
    await view.getByRole('alert').waitFor();
  });
  await page.reload();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.getByRole('button', { name: 'does not answer' }).waitFor();
  await shoot(stage, page, 'button-failed');
  await backend.start();
  await page.goto('https://www.aliexpress.com/');
  await popup(stage, page, 'popup-not-a-product', (view) => view.getByText('Recent links').waitFor());
  await overview(stage);
}

/** The README's picture: the popup as it hangs over the page whose button has just been pressed. */
async function overview({ browser, scheme }: Stage): Promise<void> {
  if (scheme !== 'light') return;
  const picture = async (name: string) =>
    `data:image/png;base64,${(await readFile(join(OUT, `${name}-${scheme}.png`))).toString('base64')}`;
  const page = await browser.context.newPage();
  await page.setViewportSize({ width: 1280, height: 640 });
  await page.setContent(`<body style="margin:0;background:url(${await picture('button-done')}) 0 -160px">
    <img src="${await picture('popup-done')}" style="position:absolute;right:24px;top:16px;border-radius:8px;
      box-shadow:0 6px 28px rgb(0 0 0 / 28%)"></body>`);
  await page.screenshot({ path: join(OUT, 'overview.png') });
  await page.close();
}

/** Where the law asks for more than words. */
async function inRussia(stage: Stage, take: () => Promise<void>): Promise<void> {
  await change(stage, { disclosureCountry: 'RU' });
  await take();
  await change(stage, { disclosureCountry: null });
  const worker = await stage.browser.worker();
  // The coupon of the pictures before is not in those that follow.
  await worker.evaluate(() => chrome.storage.session.clear());
}

async function change({ browser }: Stage, part: Partial<Settings>): Promise<void> {
  const worker = await browser.worker();
  await worker.evaluate(async (changes) => {
    const { settings } = await chrome.storage.local.get<{ settings: Settings }>('settings');
    await chrome.storage.local.set({ settings: { ...settings, ...changes } });
  }, part);
}

/** What AliExpress and the day's budget can say no to. */
async function refusals(stage: Stage, page: Page): Promise<void> {
  const { backend } = stage;
  const setTrackingId = (trackingId: string | null) =>
    change(stage, { presets: firstSettings.presets.map((preset) => ({ ...preset, trackingId })) });
  await setTrackingId('nobody');
  await popup(stage, page, 'popup-tracking-id-refused', pressAndSee('Try again'));
  await setTrackingId(null);
  await backend.stop();
  await backend.start({ ALIEXPRESS_DAILY_CALLS: '1' });
  await page.goto(PRODUCT.replace('9917', `77${stage.scheme.length}1`));
  await popup(stage, page, 'popup-quota-exhausted', pressAndSee('Try again'));
  await backend.stop();
  await backend.start({ ALIEXPRESS_DAILY_CALLS: '5000' });
  await page.goto(PRODUCT);
}

declare const chrome: {
  storage: {
    local: { get<T>(key: string): Promise<T>; set(items: object): Promise<void> };
    session: { clear(): Promise<void> };
  };
};

async function button(stage: Stage, page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Copy link' }).waitFor();
  await shoot(stage, page, 'button-rest');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.getByRole('button', { name: /Copied/ }).waitFor();
  await shoot(stage, page, 'button-done');
}

const paysSeen = (view: Page) => view.getByText(/^Pays/).waitFor();

const pressAndSee = (words: string | RegExp) => async (view: Page) => {
  await view.getByRole('button', { name: 'Copy', exact: true }).click();
  await view.locator('.go').getByRole('button', { name: words }).waitFor();
};

async function popup(stage: Stage, page: Page, name: string, until?: (view: Page) => Promise<void>): Promise<void> {
  const view = await openToolbarPopup(stage.browser, page);
  if (until) await until(view);
  else await view.locator('.body > *').first().waitFor();
  // The browser gives the popup its new size a moment after its content has it.
  await view.waitForTimeout(200);
  await shoot(stage, view, name);
  // As at 200 % zoom; the browser gives a popup no zoom that a script could set.
  await view.evaluate(() => document.documentElement.style.setProperty('zoom', '2'));
  // What sticks to the lower edge is where the page ends.
  await view.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await shoot(stage, view, `${name}-200`, { fullPage: true });
  await view.close();
}

async function options(stage: Stage, name: string): Promise<void> {
  const page = await stage.browser.open('/options.html');
  await page.getByRole('heading', { name: 'Button on product pages' }).waitFor();
  await page.waitForTimeout(300);
  await shoot(stage, page, name, { fullPage: true });
  await page.close();
}

async function welcome(stage: Stage): Promise<void> {
  const page = await stage.browser.open('/welcome.html');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await shoot(stage, page, 'welcome', { fullPage: true });
  await page.close();
}

/** Three addresses, one of which pays nothing. */
async function desk(stage: Stage): Promise<void> {
  const page = await stage.browser.open('/desk.html');
  const box = page.getByRole('textbox').first();
  await box.fill(
    [PRODUCT, PRODUCT.replace('9917', '4040'), 'https://www.aliexpress.com/item/32962426410.html'].join('\n'),
  );
  await page.getByRole('button', { name: /^Make/ }).click();
  await page.getByText('gives no affiliate link').waitFor();
  await shoot(stage, page, 'desk', { fullPage: true });
  await page.close();
}

async function shoot({ scheme }: Stage, page: Page, name: string, how: { fullPage?: boolean } = {}): Promise<void> {
  // The second connection, which shows the popup, sets every page back to light.
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  await page.screenshot({ path: join(OUT, `${name}-${scheme}.png`), ...how });
}

await main();
