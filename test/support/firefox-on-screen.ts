import type { Page } from 'puppeteer-core';
import { vi } from 'vitest';
import { type FirefoxWithWaybill, openFirefox } from '../../scripts/browser/firefox.ts';
import { needBrowser } from '../../scripts/browser/install.ts';
import { openScreen, type Place, type Screen } from '../../scripts/browser/screen.ts';
import type { Stage } from './stage.ts';
import { PATIENCE, still } from './still.ts';

export const TOOLBAR_BUTTON = 'waybill_waybill_invalid-browser-action';

/** A paired Firefox on a screen of its own that takes real keys and real clicks, and tells where things stand there. */
export type FirefoxOnScreen = Pick<Screen, 'clipboard' | 'copy'> & {
  firefox: FirefoxWithWaybill;
  /** A tab of the shop. */
  page: Page;
  /** A tab of the options, which sees what the extension stores and shows. */
  options: Page;
  /** One call of xdotool's `key` or `type`. */
  keys(...names: string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** Clicks the middle of what a selector of Puppeteer finds in a page. */
  click(page: Page, selector: string, button?: 'left' | 'right'): Promise<void>;
  /** Clicks an item of the menu that is open. */
  chooseInMenu(label: string): Promise<void>;
  /** Clicks a control of the browser's own window by its id. */
  clickControl(id: 'urlbar-input' | typeof TOOLBAR_BUTTON): Promise<void>;
  /** Clicks the first element of the open popup that this selector and text fit. */
  clickInPopup(css: string, text: string): Promise<void>;
  /** The words in the popup; undefined where none is open. */
  popupText(): Promise<string | undefined>;
  until(holds: () => Promise<boolean>): Promise<void>;
  close(): Promise<void>;
};

export async function openFirefoxOnScreen({ shop, backend }: Stage): Promise<FirefoxOnScreen> {
  const executablePath = await needBrowser('firefox', console.log);
  const screen = await openScreen();
  const firefox = await openFirefox({ executablePath, pagesPort: shop.port, headed: true });
  // What a window manager does for a window that opens.
  await screen.act('search', '--sync', '--onlyvisible', '--name', 'Mozilla Firefox', 'windowfocus', '--sync');
  const options = await firefox.open('/options.html');
  await pair(options, await backend.cli('pair', '--name', 'firefox on a screen'));
  const page = await firefox.browser.newPage();
  return {
    firefox,
    page,
    options,
    clipboard: screen.clipboard,
    copy: screen.copy,
    keys: (...names) => screen.act('key', ...names),
    type: (text) => screen.act('type', '--delay', '5', text),
    click: async (where, selector, button) => screen.click(await still(() => placeInPage(where, selector)), button),
    chooseInMenu: async (label) => screen.click(await still(() => placeInMenu(firefox, label))),
    clickControl: async (id) =>
      screen.click(await still(() => placeInWindow(firefox, `document.getElementById('${id}')`))),
    clickInPopup: async (css, text) => screen.click(await still(() => placeInPopup(options, css, text))),
    popupText: () => options.evaluate(() => browser.extension.getViews({ type: 'popup' })[0]?.document.body.innerText),
    until: (holds) =>
      vi.waitFor(async () => {
        if (!(await holds())) throw new Error(`This did not come true: ${holds}`);
      }, PATIENCE),
    async close() {
      await firefox.close();
      await screen.close();
    },
  };
}

async function pair(options: Page, link: string): Promise<void> {
  await options.locator('#link').fill(link);
  await options.locator('button[type=submit]').click();
  await options.waitForSelector('dl.facts');
}

async function placeInPage(page: Page, selector: string): Promise<Place | undefined> {
  const element = await page.waitForSelector(selector, { visible: true });
  return element?.evaluate((found) => {
    found.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    const { x, y, width, height } = found.getBoundingClientRect();
    return { x: mozInnerScreenX + x + width / 2, y: mozInnerScreenY + y + height / 2 };
  });
}

function placeInMenu(firefox: FirefoxWithWaybill, label: string): Promise<Place | undefined> {
  const menu = "document.querySelector('#contentAreaContextMenu')";
  const item = `[...${menu}.querySelectorAll('menuitem')].find((item) => item.label === ${JSON.stringify(label)})`;
  return placeInWindow(firefox, `${menu}.state === 'open' ? ${item} : undefined`);
}

async function placeInWindow(firefox: FirefoxWithWaybill, element: string): Promise<Place | undefined> {
  const place = await firefox.inWindow(`(() => {
    const { x, y, width, height } = (${element})?.getBoundingClientRect() ?? {};
    return width ? { x: mozInnerScreenX + x + width / 2, y: mozInnerScreenY + y + height / 2 } : undefined;
  })()`);
  return place as Place | undefined;
}

function placeInPopup(options: Page, css: string, text: string): Promise<Place | undefined> {
  return options.evaluate(
    (selector, words) => {
      const [popup] = browser.extension.getViews({ type: 'popup' });
      const found = popup && [...popup.document.querySelectorAll(selector)];
      const box = found?.find(({ textContent }) => textContent?.includes(words))?.getBoundingClientRect();
      if (!popup || !box) return undefined;
      return { x: popup.mozInnerScreenX + box.x + box.width / 2, y: popup.mozInnerScreenY + box.y + box.height / 2 };
    },
    css,
    text,
  );
}

/** Of Firefox alone: where the contents of a window begin on the screen. */
type OnScreen = { mozInnerScreenX: number; mozInnerScreenY: number };

declare const mozInnerScreenX: number;
declare const mozInnerScreenY: number;
declare const browser: { extension: { getViews(of: { type: 'popup' }): (Window & OnScreen)[] } };
