import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ChromiumWithWaybill } from '../../scripts/browser/chromium.ts';
import { type Stage, shareChromium } from '../support/stage.ts';

/**
 * What surrounds a press on the shortcut, and the toolbar badge, in a real Chromium whose events are set off from inside;
 * ways-in-native.test.ts presses real keys. Here the hosts are granted, because an event from inside grants no tab.
 */
const LAMP = 'https://www.aliexpress.com/item/1005006338829917.html';
const CHAIR = 'https://www.aliexpress.com/item/32962426410.html';

/** What the worker has of the browser's API here; `dispatch` is Chromium's own. */
declare const chrome: {
  action: { getBadgeText(of: { tabId: number }): Promise<string> };
  commands: {
    onCommand: { dispatch(command: string, tab: { id: number; url: string }): void };
    getAll(): Promise<{ name: string; shortcut: string }[]>;
  };
  contextMenus: {
    onClicked: { dispatch(clicked: { menuItemId: string }): void };
    update(id: string, changes: { title: string }): Promise<void>;
  };
  storage: { local: { get(key: string): Promise<{ lastUsed?: { shortcut?: string } }> } };
  tabs: { query(of: { active: true; currentWindow: true }): Promise<{ id?: number }[]> };
};

let stage: Stage;
let browser: ChromiumWithWaybill;
let page: Page;

shareChromium({ button: true }, (shared) => {
  ({ stage, browser } = shared);
});

beforeEach(async () => {
  page = await browser.context.newPage();
  await page.goto(LAMP);
  await choose('plain');
});

describe('a press', () => {
  it('pastes rich where the preset does', async () => {
    await choose('blog');
    await shortcut();
    await said('Copied');
    const html = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      return (await item?.getType('text/html'))?.text();
    });
    expect(html).toMatch(/rel="sponsored nofollow"/);
  });

  it('leaves the page as it was after four seconds', async () => {
    const elements = () => page.evaluate(() => document.querySelectorAll('*').length);
    await page.getByRole('button', { name: 'Copy link' }).waitFor();
    const before = await elements();
    await shortcut();
    await said('Copied');
    expect(await elements()).toBe(before + 1);
    await page.locator('waybill-toast').waitFor({ state: 'detached', timeout: 6000 });
    expect(await elements()).toBe(before);
  });

  it('says in the page what went wrong and what to do', async () => {
    await stage.backend.stop();
    try {
      await shortcut();
      expect(await said('does not answer')).toContain('npm start');
      expect(await badge()).toBe('!');
    } finally {
      await stage.backend.start();
    }
  });

  it('never lets the page ask for the clipboard: without a press behind it, the popup opens instead', async () => {
    const calls = stage.gateway.calls.length;
    await dispatchShortcut(LAMP);
    const control = await browser.context.browser()?.newBrowserCDPSession();
    await expect
      .poll(async () => (await control?.send('Target.getTargets'))?.targetInfos.map(({ url }) => url))
      .toContainEqual(expect.stringMatching(/popup\.html$/));
    expect(stage.gateway.calls).toHaveLength(calls);
    expect(await page.locator('waybill-toast').count()).toBe(0);
  });
});

describe('the menus', () => {
  it('are made once, and offer the presets under the toolbar button', async () => {
    const worker = await browser.worker();
    const before = await worker.evaluate(() => chrome.contextMenus.update('preset:blog', { title: 'Blog (HTML)' }));
    expect(before).toBeUndefined();
    await expect(worker.evaluate(() => chrome.contextMenus.update('preset:nothing', { title: 'x' }))).rejects.toThrow(
      /nothing/,
    );
  });

  it('have the shortcuts that were suggested', async () => {
    const commands = await (await browser.worker()).evaluate(() => chrome.commands.getAll());
    expect(commands).toContainEqual(expect.objectContaining({ name: 'copy-link', shortcut: 'Alt+Shift+L' }));
  });
});

describe('the toolbar badge', () => {
  it('is a dot on a product page, through loads and navigations inside the page, and nothing elsewhere', async () => {
    await expect.poll(badge).toBe('\u2022');
    await page.evaluate(() => history.pushState(null, '', '/w/wholesale-desk-lamp.html'));
    await expect.poll(badge).toBe('');
    await page.evaluate((url) => history.pushState(null, '', url), CHAIR);
    await expect.poll(badge).toBe('\u2022');
    await page.goto('https://www.aliexpress.com/');
    await expect.poll(badge).toBe('');
  });
});

/** The browser gives the page a press when the person uses a shortcut or a menu; a click stands in for that here. */
async function pressInPage(): Promise<void> {
  await page.mouse.click(5, 5);
}

async function shortcut(): Promise<void> {
  await pressInPage();
  await dispatchShortcut(page.url());
}

async function dispatchShortcut(url: string): Promise<void> {
  await (await browser.worker()).evaluate(
    ([id, pageUrl]) => chrome.commands.onCommand.dispatch('copy-link', { id, url: pageUrl }),
    [await tabId(), url] as const,
  );
}

async function choose(preset: string): Promise<void> {
  const worker = await browser.worker();
  await worker.evaluate((id) => chrome.contextMenus.onClicked.dispatch({ menuItemId: `preset:${id}` }), preset);
  await expect
    .poll(() => worker.evaluate(async () => (await chrome.storage.local.get('lastUsed')).lastUsed?.shortcut))
    .toBe(preset);
}

async function tabId(): Promise<number> {
  await page.bringToFront();
  return (await browser.worker()).evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
    return tab?.id ?? -1;
  });
}

async function badge(): Promise<string> {
  return (await browser.worker()).evaluate((id) => chrome.action.getBadgeText({ tabId: id }), await tabId());
}

async function said(words: string): Promise<string> {
  const toast = page.locator('waybill-toast').getByText(words).first();
  await toast.waitFor();
  return (await page.locator('waybill-toast [role=status]').textContent()) ?? '';
}
