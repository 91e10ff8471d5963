import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChromiumWithWaybill } from '../../scripts/browser/chromium.ts';
import { openScreen, type Place, type Screen } from '../../scripts/browser/screen.ts';
import { FORMS, linksIn, postsIn } from '../support/forms.ts';
import { openPairedChromium, type Stage, setStage } from '../support/stage.ts';
import { PATIENCE, still } from '../support/still.ts';

/**
 * Real keys and real clicks in a real Chromium, on a screen of their own, with no host granted and no permission for
 * the clipboard: what the browser gives for a press is all that Waybill has. The worker is driven only to choose
 * presets. Popup, button and desk are proven in their own files, Firefox in ways-in-firefox.test.ts.
 */
const LAMP = 'https://www.aliexpress.com/item/1005006338829917.html';
const CHAIR = 'https://www.aliexpress.com/item/32962426410.html';

let stage: Stage;
let screen: Screen;
let browser: ChromiumWithWaybill;
let page: Page;
let painted: () => Promise<void>;

beforeAll(async () => {
  stage = await setStage();
  screen = await openScreen();
  browser = await openPairedChromium(stage, { button: false, headed: true });
  await browser.context.clearPermissions();
  await browser.context.route('https://www.example.org/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<p style="font-size:40px"><a href="${LAMP}">a lamp</a><i> and then </i><a href="${CHAIR}?spm=a">a chair</a>`,
    }),
  );
  page = await browser.context.newPage();
  painted = await watchPaint();
});

afterAll(async () => {
  await browser?.close();
  await screen?.close();
  await stage?.close();
});

/** What the last test copied must not pass for what this one copies; an address may be pasted. */
beforeEach(() => screen.copy(CHAIR));

/**
 * Waits until the clipboard holds this form, and only then looks into the page: Playwright gives every page that it asks
 * something what a press gives.
 */
async function copied(form: RegExp, words = 'Copied · id blog'): Promise<void> {
  await expect.poll(() => screen.clipboard(), PATIENCE).toMatch(form);
  await page.locator('waybill-toast').getByText(words).waitFor();
}

/** Chromium takes no press for a page before its contents are painted. Tells when those of the next one are. */
async function watchPaint(): Promise<() => Promise<void>> {
  const session = await browser.context.newCDPSession(page);
  await session.send('Page.enable');
  await session.send('Page.setLifecycleEventsEnabled', { enabled: true });
  return () =>
    new Promise((resolve) => {
      session.on('Page.lifecycleEvent', ({ name }) => name === 'firstContentfulPaint' && resolve());
    });
}

/** A fresh page in front with the keyboard in it, and the preset of shortcut, menus and address bar. */
async function show(url: string, preset: string): Promise<void> {
  const worker = await browser.worker();
  await worker.evaluate((id) => chrome.contextMenus.onClicked.dispatch({ menuItemId: `preset:${id}` }), preset);
  const chosen = async () => (await chrome.storage.local.get('lastUsed')).lastUsed?.shortcut;
  await expect.poll(() => worker.evaluate(chosen), PATIENCE).toBe(preset);
  await page.bringToFront();
  await Promise.all([painted(), page.goto(url)]);
}

/** Chooses an item of the menu that a right click on an element opens, counted from below. */
async function chooseInMenu(selector: string, fromBelow: number): Promise<void> {
  const at = await still(() => placeOf(selector));
  const before = await screen.windows();
  await screen.click(at, 'right');
  await vi.waitFor(async () => expect(await screen.windows()).toBe(before + 1), PATIENCE);
  await screen.act('key', ...Array.from({ length: fromBelow }, () => 'Up'), 'Return');
}

/** Where the middle of an element is on the screen. */
async function placeOf(selector: string): Promise<Place | undefined> {
  const box = await page.locator(selector).first().boundingBox();
  const { left, top } = await page.evaluate(() => ({
    left: screenX + (outerWidth - innerWidth) / 2,
    top: screenY + outerHeight - innerHeight,
  }));
  return box ? { x: left + box.x + box.width / 2, y: top + box.y + box.height / 2 } : undefined;
}

/** What Chromium has told the worker of the text behind the keyword. */
async function listenToAddressBar(): Promise<() => Promise<string | undefined>> {
  const worker = await browser.worker();
  await worker.evaluate(() => {
    globalThis.heard = undefined;
    chrome.omnibox.onInputChanged.addListener((text) => {
      globalThis.heard = text;
    });
  });
  return () => worker.evaluate(() => globalThis.heard);
}

describe.each(FORMS)('with the preset $name', ({ id, form }) => {
  // A press that comes while a page is not quite painted opens the popup instead. A person presses again.
  it('the shortcut copies the post of the page', { retry: 2 }, async () => {
    await show(LAMP, id);
    await screen.act('key', 'alt+shift+l');
    await copied(form);
  });

  it('the menu of the page copies its post', async () => {
    await show(LAMP, id);
    await chooseInMenu('h1', 3);
    await copied(form);
  });

  it('the menu of a link copies its post, also on a site that is not AliExpress', async () => {
    await show('https://www.example.org/', id);
    await chooseInMenu('a:last-child', 2);
    await copied(form);
    expect(stage.gateway.calls.some(({ params }) => params.source_values === CHAIR)).toBe(true);
  });

  it('the menu of a selection copies the posts of its links', async () => {
    await show('https://www.example.org/', id);
    await screen.act('key', 'ctrl+a');
    await expect.poll(() => page.evaluate(() => `${getSelection()}`), PATIENCE).toContain('and then');
    await chooseInMenu('i', 2);
    await copied(/_sandbox[\s\S]*_sandbox/, 'Copied 2 links · id blog');
    const posts = await screen.clipboard();
    expect(linksIn(posts)).toHaveLength(2);
    for (const post of postsIn(posts)) expect(post).toMatch(form);
  });

  // A busy machine may type into the page what follows ctrl+l, or take longer than a press lasts, which leads to the
  // desk. A person who sees that tries again.
  it('the address bar copies the link of the address that is pasted there', { retry: 2 }, async () => {
    await show(LAMP, id);
    const heard = await listenToAddressBar();
    await screen.act('key', 'ctrl+l');
    await screen.act('type', '--delay', '20', 'wb ');
    await screen.act('key', 'ctrl+v');
    await expect.poll(heard, { timeout: 5000 }).toBe(CHAIR);
    await screen.act('key', 'Return');
    await copied(form);
  });
});

it('the shortcut copies even when the backend takes longer than a press lasts', async () => {
  await show(CHAIR, 'plain');
  stage.backend.pause();
  await screen.act('key', 'alt+shift+l');
  await page.locator('waybill-toast').getByText('Making the link').waitFor();
  await new Promise((resolve) => setTimeout(resolve, 6000));
  stage.backend.resume();
  await copied(FORMS[0].form);
});

declare global {
  var heard: string | undefined;
}

declare const chrome: {
  omnibox: { onInputChanged: { addListener(listen: (text: string) => void): void } };
  contextMenus: { onClicked: { dispatch(clicked: { menuItemId: string }): void } };
  storage: { local: { get(key: string): Promise<{ lastUsed?: { shortcut?: string } }> } };
};
