import { beforeEach, describe, expect, it, vi } from 'vitest';
import { isWorthALink, openTabAddresses, tabsAreVisible } from '../../../entrypoints/desk/open-tabs.ts';
import { browser } from '../../../lib/browser.ts';
import { LAMP } from '../../lib/jobs/shortcut-fakes.ts';

let granted: Set<string>;

beforeEach(() => {
  granted = new Set();
  vi.spyOn(browser.permissions, 'contains').mockImplementation(async ({ permissions = [], origins = [] }) =>
    [...permissions, ...origins].every((name) => granted.has(name)),
  );
  Object.assign(browser.permissions, {
    request: vi.fn(async ({ permissions = [] }: { permissions?: string[] }) => {
      for (const name of permissions) granted.add(name);
      return true;
    }),
    remove: async ({ permissions = [] }: { permissions?: string[] }) => {
      for (const name of permissions) granted.delete(name);
      return true;
    },
  });
  vi.spyOn(browser.tabs, 'query').mockImplementation(
    async () =>
      (granted.size > 0
        ? [{ url: LAMP }, { url: 'https://www.aliexpress.com/p/shoppingcart/index.html' }]
        : []) as never,
  );
});

describe('the open tabs', () => {
  it('are read with a permission that is asked for now and given back', async () => {
    expect(await tabsAreVisible()).toBe(false);
    expect(await openTabAddresses(false)).toEqual([LAMP]);
    expect(granted).toEqual(new Set());
  });

  it('are read without asking where the hosts are granted already', async () => {
    for (const host of ['com', 'us', 'ru']) granted.add(`*://*.aliexpress.${host}/*`);
    expect(await tabsAreVisible()).toBe(true);
    expect(await openTabAddresses(true)).toEqual([LAMP]);
    expect(browser.permissions.request).not.toHaveBeenCalled();
  });

  it('are left alone when the person says no', async () => {
    vi.mocked(browser.permissions.request).mockResolvedValue(false);
    expect(await openTabAddresses(false)).toBeUndefined();
    expect(browser.tabs.query).not.toHaveBeenCalled();
  });

  it.each([
    [LAMP, true],
    ['https://www.aliexpress.com/store/1102345678', true],
    ['https://www.aliexpress.com/p/order/index.html', false],
    ['https://trade.aliexpress.com/orderList.htm', false],
    ['https://login.aliexpress.com/', false],
    ['https://www.example.org/', false],
  ])('%s is worth a link: %s', (url, worth) => {
    expect(isWorthALink(url)).toBe(worth);
  });
});
