import { browser } from '../browser.ts';
import type { Outcome } from '../contract/outcome.ts';
import type { Copied, Said } from '../page/copy-in-page-slot.ts';

/** Built from entrypoints/press. */
const TOOLS_FILE = 'press.js';

/** The press tools of one tab, called from the background. A page that has left meanwhile answers with no. */
export type TabTools = {
  startCopy(rich: boolean, allowed: boolean): Promise<boolean>;
  finishCopy(made: Outcome<Copied>): Promise<boolean>;
  say(said: Said): Promise<void>;
  selectedLinks(frameId: number): Promise<string[]>;
};

/**
 * Puts the tools into a tab. Call it inside the event of the press, before anything is awaited: the browser hands the
 * press on to the page only then, and without it the page may not write to the clipboard (seen in Chromium 156 and
 * Firefox 153, 2026-11).
 *
 * @returns undefined where the browser lets nobody in: its own pages, the store, a page that has failed to load.
 */
export async function openTabTools(tabId: number): Promise<TabTools | undefined> {
  try {
    await browser.scripting.executeScript({ target: { tabId }, files: [TOOLS_FILE] });
  } catch {
    return undefined;
  }
  return {
    async startCopy(rich, allowed) {
      return true === (await inTab(tabId, startCopyThere, rich, allowed));
    },
    async finishCopy(made) {
      return true === (await inTab(tabId, finishCopyThere, made));
    },
    async say(said) {
      await inTab(tabId, sayThere, said);
    },
    async selectedLinks(frameId) {
      if (frameId !== 0) await inFrame(tabId, frameId);
      const links = await inTab({ tabId, frameIds: [frameId] }, selectedLinksThere);
      return Array.isArray(links) ? links.filter((link) => typeof link === 'string') : [];
    },
  };
}

/** The functions below run in the page, so they can use nothing but their arguments and the tools. */
const startCopyThere = (rich: unknown, allowed: unknown) =>
  globalThis.waybillPress?.startCopy(rich === true, allowed === true);
const finishCopyThere = (made: unknown) => globalThis.waybillPress?.finishCopy(made as Outcome<Copied>);
const sayThere = (said: unknown) => globalThis.waybillPress?.say(said as Said);
const selectedLinksThere = () => globalThis.waybillPress?.selectedLinks();

type Target = { tabId: number; frameIds?: number[] };

async function inTab(tab: number | Target, func: (...args: unknown[]) => unknown, ...args: unknown[]) {
  const target = typeof tab === 'number' ? { tabId: tab } : tab;
  try {
    const [answer] = await browser.scripting.executeScript({ target, func, args });
    return answer?.result;
  } catch {
    return undefined;
  }
}

/** A frame of another site is closed even to a press; then the text of the selection has to do. */
async function inFrame(tabId: number, frameId: number): Promise<void> {
  try {
    await browser.scripting.executeScript({ target: { tabId, frameIds: [frameId] }, files: [TOOLS_FILE] });
  } catch (error) {
    console.info('waybill: a frame of this page cannot be read', error);
  }
}
