import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from '../../../lib/browser.ts';
import { flashBadge, productTitle, refreshBadges, showProduct, tabChanged } from '../../../lib/jobs/badge.ts';
import { LAMP } from './shortcut-fakes.ts';

const DOT = '\u2022';
const SEARCH = 'https://www.aliexpress.com/w/wholesale-lamp.html';

let badges: Map<number, { text?: string; title?: string }>;
let granted: boolean;

beforeEach(() => {
  badges = new Map();
  granted = true;
  const set = (tabId: number, part: object) => void badges.set(tabId, { ...badges.get(tabId), ...part });
  Object.assign(browser.action, {
    setBadgeText: async ({ tabId, text }: { tabId: number; text: string }) => set(tabId, { text }),
    setTitle: async ({ tabId, title }: { tabId: number; title: string }) => set(tabId, { title }),
    setBadgeBackgroundColor: async () => undefined,
    setBadgeTextColor: async () => undefined,
  });
  vi.spyOn(browser.permissions, 'contains').mockImplementation(async () => granted);
});

afterEach(() => {
  vi.useRealTimers();
});

describe('the toolbar button', () => {
  it('carries a dot and names the product while a tab shows one', async () => {
    await showProduct(7, LAMP);
    expect(badges.get(7)).toEqual({ text: DOT, title: 'Waybill: product 1005006338829917' });
  });

  it('carries nothing on other pages, and loses its dot when the tab leaves the product', async () => {
    await showProduct(7, LAMP);
    await showProduct(7, SEARCH);
    expect(badges.get(7)).toEqual({ text: '', title: '' });
  });

  it('carries nothing where the person has not granted the host', async () => {
    granted = false;
    await showProduct(7, LAMP);
    expect(badges.get(7)?.text).toBe('');
  });

  it.each([undefined, '', 'chrome://newtab/', 'https://www.example.org/item/1005006338829917.html'])(
    'takes %s for no product',
    (url) => {
      expect(productTitle(url)).toBeUndefined();
    },
  );

  it('looks again when the address changes and when the page has loaded, and at nothing else', async () => {
    tabChanged(7, { status: 'loading' }, { url: LAMP });
    await Promise.resolve();
    expect(badges.size).toBe(0);
    tabChanged(7, { url: LAMP }, { url: LAMP });
    tabChanged(8, { status: 'complete' }, { url: LAMP });
    await vi.waitFor(() => expect([badges.get(7)?.text, badges.get(8)?.text]).toEqual([DOT, DOT]));
  });

  it('follows hosts that are granted or taken away while tabs are open', async () => {
    const tabs = vi.spyOn(browser.tabs, 'query').mockResolvedValue([{ id: 7, url: LAMP }, { id: 8 }] as never);
    await refreshBadges();
    await vi.waitFor(() => expect(badges.get(7)?.text).toBe(DOT));
    tabs.mockResolvedValue([{ id: 7 }, { id: 8 }] as never);
    await refreshBadges();
    await vi.waitFor(() => expect(badges.get(7)?.text).toBe(''));
  });

  it('shows what came of a press for four seconds, then the product again', async () => {
    vi.useFakeTimers();
    vi.spyOn(browser.tabs, 'get').mockResolvedValue({ id: 7, url: LAMP } as never);
    await flashBadge(7, 'good');
    await vi.advanceTimersByTimeAsync(3900);
    expect(badges.get(7)?.text).toBe('\u2713');
    await vi.advanceTimersByTimeAsync(200);
    expect(badges.get(7)?.text).toBe(DOT);
  });

  it('shows the outcome of the next press for its own time', async () => {
    vi.useFakeTimers();
    vi.spyOn(browser.tabs, 'get').mockResolvedValue({ id: 7, url: LAMP } as Awaited<
      ReturnType<typeof browser.tabs.get>
    >);
    await flashBadge(7, 'bad');
    await vi.advanceTimersByTimeAsync(3000);
    await flashBadge(7, 'good');
    await vi.advanceTimersByTimeAsync(3900);
    expect(badges.get(7)?.text).toBe('\u2713');
    await vi.advanceTimersByTimeAsync(200);
    expect(badges.get(7)?.text).toBe(DOT);
  });
});
