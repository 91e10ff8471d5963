import type { Page } from 'playwright';
import type { Page as FirefoxPage } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChromiumWithWaybill } from '../../scripts/browser/chromium.ts';
import { type FirefoxWithWaybill, openFirefox } from '../../scripts/browser/firefox.ts';
import { needBrowser } from '../../scripts/browser/install.ts';
import { openScreen, type Screen } from '../../scripts/browser/screen.ts';
import { openPairedChromium, type Stage, setStage } from '../support/stage.ts';

/**
 * Real keys and real clicks on a screen of their own, with no host granted and no permission for the clipboard: what
 * the browser gives for a press is all that Waybill has. The worker is driven only to choose presets.
 */
const LAMP = 'https://www.aliexpress.com/item/1005006338829917.html';
const CHAIR = 'https://www.aliexpress.com/item/32962426410.html';

const FORMS = [
  ['plain', /^https:\/\/s\.click\.aliexpress\.com\/e\/_sandbox\w+$/],
  ['telegram', /<a href="https:\/\/s\.click\.aliexpress\.com\/e\/_sandbox\w+">/],
  ['blog', /^<p>[\s\S]*rel="sponsored nofollow">[\s\S]*<\/p>$/],
] as const;

/** The window's contents, in the screen's pixels. */
type Inside = { x: number; y: number };

let stage: Stage;
let screen: Screen;

beforeAll(async () => {
  stage = await setStage();
  screen = await openScreen();
});

afterAll(async () => {
  await screen?.close();
  await stage?.close();
});

async function clickAt({ x, y }: Inside, button: 'left' | 'right'): Promise<void> {
  await screen.act('mousemove', String(Math.round(x)), String(Math.round(y)));
  await screen.act('click', button === 'left' ? '1' : '3');
}

/** Menus take keys once they are drawn. */
async function keys(...names: string[]): Promise<void> {
  for (const name of names) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    await screen.act('key', name);
  }
}

describe('in Chromium', () => {
  let browser: ChromiumWithWaybill;
  let page: Page;
  let reader: Page;

  beforeAll(async () => {
    browser = await openPairedChromium(stage, { button: false, headed: true });
    await browser.context.clearPermissions();
    // Another site reads what came into the clipboard, so that the shop's pages have no permission at all.
    await browser.context.grantPermissions(['clipboard-read'], { origin: 'https://m.aliexpress.com' });
    reader = await browser.context.newPage();
    await reader.goto('https://m.aliexpress.com/');
    page = await browser.context.newPage();
    await page.goto(LAMP);
  });

  afterAll(() => browser?.close());

  it.each(FORMS)('the shortcut copies the post of the page with the preset %s', async (preset, form) => {
    await choose(preset);
    await page.bringToFront();
    await keys('alt+shift+l');
    await copied('Copied · id blog');
    await expect.poll(clipboard, { timeout: 10_000 }).toMatch(form);
  });

  it('the shortcut copies even when the backend takes longer than a press lasts', async () => {
    await choose('plain');
    await page.goto(CHAIR);
    stage.backend.pause();
    await keys('alt+shift+l');
    await page.locator('waybill-toast').getByText('Making the link').waitFor();
    await new Promise((resolve) => setTimeout(resolve, 6000));
    stage.backend.resume();
    await copied('Copied · id blog');
    expect(await clipboard()).toMatch(FORMS[0][1]);
  });

  it.each(FORMS)('the menu of the page copies its post with the preset %s', async (preset, form) => {
    await choose(preset);
    await page.goto(LAMP);
    await clickAt(await place('body', { x: 10, y: 300 }), 'right');
    await keys('Up', 'Up', 'Up', 'Return');
    await copied('Copied · id blog');
    await expect.poll(clipboard, { timeout: 10_000 }).toMatch(form);
  });

  it('the menu of a link copies its post, also on a site that is not AliExpress', async () => {
    await choose('plain');
    await page.route('https://www.example.org/', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<p style="font-size:40px"><a href="${CHAIR}">a chair</a></p>` }),
    );
    await page.goto('https://www.example.org/');
    await clickAt(await place('a'), 'right');
    await keys('Up', 'Up', 'Return');
    await copied('Copied · id blog');
    expect(await clipboard()).toMatch(FORMS[0][1]);
  });

  it('the menu of a selection copies the posts of its links', async () => {
    await page.evaluate((lamp) => {
      const text = document.querySelector('p');
      text?.prepend(Object.assign(document.createElement('a'), { href: lamp, text: 'a lamp' }), ' and then ');
      if (text) getSelection()?.selectAllChildren(text);
    }, LAMP);
    // Between the links: on the selection, but on no link.
    const [first, last] = [await boxOf('p a:first-child'), await boxOf('p a:last-child')];
    const middle = (first.x + first.width + last.x) / 2;
    await clickAt(await onScreen(middle, first.y + first.height / 2), 'right');
    await keys('Up', 'Up', 'Return');
    await copied('Copied 2 links');
    expect((await clipboard()).match(/_sandbox\w+/g)).toHaveLength(2);
  });

  it('the address bar copies the link of what is typed there', async () => {
    await keys('ctrl+l');
    await screen.act('type', '--delay', '20', 'wb ');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await screen.act('type', '--delay', '5', CHAIR);
    await keys('Return');
    await copied('Copied · id blog');
    expect(await clipboard()).toMatch(FORMS[0][1]);
  });

  async function copied(words: string): Promise<void> {
    await page.locator('waybill-toast').getByText(words).waitFor();
  }

  async function clipboard(): Promise<string> {
    await reader.bringToFront();
    const text = await reader.evaluate(() => navigator.clipboard.readText());
    await page.bringToFront();
    return text;
  }

  async function choose(preset: string): Promise<void> {
    await (await browser.worker()).evaluate(
      (id) => chrome.contextMenus.onClicked.dispatch({ menuItemId: `preset:${id}` }),
      preset,
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
  }

  async function boxOf(selector: string) {
    const box = await page.locator(selector).first().boundingBox();
    if (!box) throw new Error(`${selector} is not to be seen.`);
    return box;
  }

  async function place(selector: string, inside?: Inside): Promise<Inside> {
    const { x, y, width, height } = await boxOf(selector);
    return onScreen(x + (inside?.x ?? width / 2), y + (inside?.y ?? height / 2));
  }

  async function onScreen(x: number, y: number): Promise<Inside> {
    const frame = await page.evaluate(() => ({
      left: screenX + (outerWidth - innerWidth) / 2,
      top: screenY + outerHeight - innerHeight,
    }));
    return { x: frame.left + x, y: frame.top + y };
  }
});

describe('in Firefox', () => {
  let firefox: FirefoxWithWaybill;
  let options: FirefoxPage;
  let page: FirefoxPage;

  beforeAll(async () => {
    const executablePath = await needBrowser('firefox', console.log);
    firefox = await openFirefox({ executablePath, pagesPort: stage.shop.port, headed: true });
    options = await firefox.open('/options.html');
    await options.locator('#link').fill(await stage.backend.cli('pair', '--name', 'firefox screen'));
    await options.locator('button[type=submit]').click();
    await options.waitForSelector('dl.facts');
    page = await firefox.browser.newPage();
  });

  afterAll(() => firefox?.close());

  it.each(FORMS)('the shortcut copies the post of the page with the preset %s', async (preset, form) => {
    await show(LAMP, preset);
    await keys('alt+shift+l');
    await copied();
    await expect.poll(clipboard, { timeout: 10_000 }).toMatch(form);
  });

  it.each(FORMS)('the menu of the page copies its post with the preset %s', async (preset, form) => {
    await show(CHAIR, preset);
    await clickAt({ x: 20, y: 600 }, 'right');
    await keys('Up', 'Return');
    await copied();
    await expect.poll(clipboard, { timeout: 10_000 }).toMatch(form);
  });

  it('the address bar copies the link of what is typed there', async () => {
    await show(LAMP, 'plain');
    await keys('ctrl+l');
    await screen.act('type', '--delay', '20', 'wb ');
    await screen.act('type', '--delay', '5', CHAIR);
    await keys('Return');
    await copied();
    expect(await clipboard()).toMatch(FORMS[0][1]);
  });

  /** A fresh page with the keyboard in it, and the preset that the press is to use. */
  async function show(url: string, preset: string): Promise<void> {
    await options.evaluate((id) => browser.storage.local.set({ lastUsed: { shortcut: id } }), preset);
    await page.goto(url);
    await page.bringToFront();
    await clickAt({ x: 20, y: 600 }, 'left');
  }

  async function copied(): Promise<void> {
    await page.waitForSelector('waybill-toast >>> .good ::-p-text(Copied · id blog)');
  }

  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
});

declare const browser: { storage: { local: { set(items: object): Promise<void> } } };
declare const chrome: { contextMenus: { onClicked: { dispatch(clicked: { menuItemId: string }): void } } };
