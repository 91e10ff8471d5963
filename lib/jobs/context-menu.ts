import { browser } from '../browser.ts';
import { MAX_URLS } from '../contract/links.ts';
import { failed } from '../contract/outcome.ts';
import type { Presets } from '../links/presets.ts';
import { lastUsedFirst } from '../links/presets.ts';
import { findAddresses } from '../product/addresses-in-text.ts';
import { ALIEXPRESS_ORIGINS } from '../product/hosts.ts';
import { loadLastUsed, storeLastUsed } from '../storage/last-used.ts';
import { openDesk } from './desk-page.ts';
import type { Press } from './press.ts';
import { pressInTab, QUICK } from './press.ts';
import { usableSettings } from './usable-settings.ts';

/** The short links of the app, on a host of their own; the others are under AliExpress's own. */
const SHORT_LINKS = '*://ali.click/*';

const PRESET = 'preset:';

type Item = Parameters<typeof browser.contextMenus.create>[0];

/** Pictures are most of a product page, and a picture has a menu of its own. */
const items: Item[] = [
  {
    id: 'page',
    title: 'Copy affiliate link of this page',
    contexts: ['page', 'image', 'video'],
    documentUrlPatterns: ALIEXPRESS_ORIGINS,
  },
  {
    id: 'link',
    title: 'Copy affiliate link of this link',
    contexts: ['link'],
    targetUrlPatterns: [...ALIEXPRESS_ORIGINS, SHORT_LINKS],
  },
  { id: 'selection', title: 'Copy affiliate links in the selection', contexts: ['selection'] },
  { id: 'desk', title: 'Many links…', contexts: ['action'] },
];

/** The menus: three that copy, and under the toolbar button the desk and the preset of shortcut and menus. */
export function menuItems(presets: Presets, chosen: string | undefined): Item[] {
  return [
    ...items,
    { id: 'presets', title: 'Preset for shortcut and menus', contexts: ['action'] },
    ...presets.map(
      ({ id, name }): Item => ({
        id: `${PRESET}${id}`,
        parentId: 'presets',
        type: 'radio',
        // An ampersand marks the key of a menu item.
        title: name.replaceAll('&', '&&'),
        checked: id === chosen,
        contexts: ['action'],
      }),
    ),
  ];
}

let syncing: Promise<void> = Promise.resolve();

/** Makes the menus anew. Installing, starting and changing presets overlap, so runs wait for each other. */
export function syncMenus(): Promise<void> {
  const run = syncing.then(createMenus);
  syncing = run.catch(() => undefined);
  return run;
}

async function createMenus(): Promise<void> {
  const settings = await usableSettings();
  const presets = settings.ok ? settings.value.presets : [];
  const [chosen] = lastUsedFirst(presets, await loadLastUsed(), QUICK);
  await browser.contextMenus.removeAll();
  for (const item of menuItems(presets, chosen?.id)) browser.contextMenus.create(item);
}

type Clicked = {
  menuItemId: string | number;
  pageUrl?: string | undefined;
  linkUrl?: string | undefined;
  selectionText?: string | undefined;
  frameId?: number | undefined;
};

type ClickedTab = { id?: number | undefined; url?: string | undefined };

/** Does what a menu says. Call it inside the event of the click: the browser grants the tab for this press. */
export async function menuClicked(info: Clicked, tab: ClickedTab | undefined): Promise<void> {
  const item = String(info.menuItemId);
  if (item === 'desk') return openDesk();
  if (item.startsWith(PRESET)) return choosePreset(item.slice(PRESET.length));
  if (tab?.id === undefined) return;
  await pressInTab({ tabId: tab.id, noAddress: nothingSelected, ...aboutOf(item, info, tab) });
}

const nothingSelected = failed('not_aliexpress', {
  message: 'There is no AliExpress address in the selection.',
  hint: 'Select links or text with addresses, and try again.',
});

/** What a menu is about, and what the desk is given where the page cannot copy. */
function aboutOf(item: string, info: Clicked, tab: ClickedTab): Pick<Press, 'addresses' | 'elsewhere'> {
  if (item === 'selection') {
    const text = info.selectionText ?? '';
    return {
      addresses: async (tools) => selected(text, await tools.selectedLinks(info.frameId ?? 0)),
      elsewhere: (addresses) => openDesk('make', addresses?.join('\n') ?? text),
    };
  }
  const url = (item === 'link' ? info.linkUrl : (tab.url ?? info.pageUrl)) ?? '';
  return { addresses: () => [url], elsewhere: () => openDesk('make', url) };
}

/** The addresses in the text of the selection and behind its links, each once. */
function selected(text: string, links: string[]): string[] {
  return findAddresses([text, ...links].join('\n'), MAX_URLS).map((found) => found.text);
}

async function choosePreset(id: string): Promise<void> {
  await storeLastUsed({ ...(await loadLastUsed()), [QUICK]: id });
}
