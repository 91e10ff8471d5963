import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from '../../../lib/browser.ts';
import { menuClicked, syncMenus } from '../../../lib/jobs/context-menu.ts';
import { firstSettings } from '../../../lib/settings/versions.ts';
import { loadLastUsed } from '../../../lib/storage/last-used.ts';
import { storeSettings } from '../../../lib/storage/settings.ts';
import { CHAIR, fakeBackend, fakePage, LAMP, made } from './shortcut-fakes.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const tab = { id: 7, url: 'https://www.example.org/roundup' };

describe('the menus', () => {
  type Item = { id: string; parentId?: string; checked?: boolean; title: string };
  let items: Item[];

  beforeEach(() => {
    items = [];
    Object.assign(browser.contextMenus, {
      removeAll: async () => void items.splice(0),
      create: (item: Item) => {
        if (items.some(({ id }) => id === item.id)) throw new Error(`Cannot create item with duplicate id ${item.id}`);
        items.push(item);
      },
    });
  });

  it('are the same however often they are made, also when the runs overlap', async () => {
    await Promise.all([syncMenus(), syncMenus(), syncMenus()]);
    expect(items.map(({ id }) => id)).toEqual([
      'page',
      'link',
      'selection',
      'desk',
      'presets',
      'preset:plain',
      'preset:telegram',
      'preset:blog',
    ]);
  });

  it('show the page only on AliExpress, and a link only where it leads there', async () => {
    await syncMenus();
    expect(items.find(({ id }) => id === 'page')).toMatchObject({
      documentUrlPatterns: expect.arrayContaining(['*://*.aliexpress.com/*']),
    });
    expect(items.find(({ id }) => id === 'link')).toMatchObject({
      targetUrlPatterns: expect.arrayContaining(['*://*.aliexpress.ru/*', '*://ali.click/*']),
    });
  });

  it('offer the presets in the order of the person, with the chosen one checked', async () => {
    const [plain, ...others] = firstSettings.presets;
    await storeSettings({ ...firstSettings, presets: [...others, { ...plain, name: 'Tips & tricks' } as never] });
    await menuClicked({ menuItemId: 'preset:blog' }, tab);
    await syncMenus();
    const presets = items.filter(({ parentId }) => parentId === 'presets');
    expect(presets.map(({ title }) => title)).toEqual(['Telegram', 'Blog (HTML)', 'Tips && tricks']);
    expect(presets.filter(({ checked }) => checked).map(({ id }) => id)).toEqual(['preset:blog']);
    expect(await loadLastUsed()).toEqual({ shortcut: 'blog' });
  });
});

describe('a press on a menu', () => {
  it('copies the link of the page', async () => {
    const page = fakePage();
    await fakeBackend();
    await menuClicked({ menuItemId: 'page', pageUrl: LAMP }, { id: 7, url: LAMP });
    expect(page.copied).toEqual([{ text: made(LAMP).url }]);
  });

  it('copies the link of a link on a page that is not AliExpress', async () => {
    const page = fakePage();
    await fakeBackend();
    await menuClicked({ menuItemId: 'link', linkUrl: CHAIR, pageUrl: tab.url }, tab);
    expect(page.copied).toEqual([{ text: made(CHAIR).url }]);
  });

  it('copies every address of the selection once, in its text and behind its links', async () => {
    const page = fakePage({ selectedLinks: [CHAIR, LAMP, 'https://www.example.org/about'] });
    await fakeBackend();
    await menuClicked({ menuItemId: 'selection', selectionText: `a lamp (${LAMP}) and a chair` }, tab);
    expect(page.copied).toEqual([{ text: `${made(LAMP).url}\n${made(CHAIR).url}` }]);
    expect(page.said.at(-1)).toMatchObject({ title: 'Copied 2 links · id blog' });
  });

  it('puts rich posts together as rich text', async () => {
    const page = fakePage({ selectedLinks: [LAMP, CHAIR] });
    await fakeBackend();
    await menuClicked({ menuItemId: 'preset:blog' }, tab);
    await menuClicked({ menuItemId: 'selection' }, tab);
    expect(page.started).toEqual([{ rich: true, allowed: false }]);
    expect(page.copied[0]?.html).toContain(made(LAMP).url);
    expect(page.copied[0]?.html).toContain(made(CHAIR).url);
  });

  it('copies what could be made of a selection, and says what was left out and why', async () => {
    const page = fakePage({ selectedLinks: [LAMP, CHAIR] });
    await fakeBackend(['32962426410']);
    await menuClicked({ menuItemId: 'selection' }, tab);
    expect(page.copied).toEqual([{ text: made(LAMP).url }]);
    expect(page.said.at(-1)).toMatchObject({
      title: 'Copied · id blog',
      notes: expect.arrayContaining(['1 left out: No link for this product.']),
    });
  });

  it('says why when nothing of a selection could be made', async () => {
    const page = fakePage({ selectedLinks: [LAMP, CHAIR] });
    await fakeBackend(['item']);
    await menuClicked({ menuItemId: 'selection' }, tab);
    expect(page.copied).toEqual([]);
    expect(page.said.at(-1)).toMatchObject({ tone: 'bad', title: 'No link for this product.' });
  });

  it('says so when no address is selected', async () => {
    const page = fakePage();
    await menuClicked({ menuItemId: 'selection', selectionText: 'nothing here' }, tab);
    expect(page.said).toEqual([
      expect.objectContaining({ tone: 'bad', title: expect.stringContaining('no AliExpress address') }),
    ]);
  });

  it('takes the person to the desk where the page cannot copy', async () => {
    const page = fakePage({ activated: false });
    await menuClicked({ menuItemId: 'link', linkUrl: CHAIR }, tab);
    expect(page.opened).toEqual([expect.stringContaining(`#make=${encodeURIComponent(CHAIR)}`)]);
  });

  it('opens the desk from the toolbar button', async () => {
    const page = fakePage();
    await menuClicked({ menuItemId: 'desk' }, tab);
    expect(page.opened).toEqual([expect.stringMatching(/\/desk\.html$/)]);
  });
});
