import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from '../../../lib/browser.ts';
import { enter, suggestionFor } from '../../../lib/jobs/omnibox.ts';
import { CHAIR, fakeBackend, fakePage, LAMP, made } from './shortcut-fakes.ts';

beforeEach(() => {
  vi.spyOn(browser.tabs, 'query').mockResolvedValue([{ id: 7 }] as never);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the address bar', () => {
  it.each([
    ['', 'Paste an AliExpress address, then press Enter to copy its link'],
    ['lamp', 'Paste an AliExpress address, then press Enter to copy its link'],
    [LAMP, 'Copy the link of product 1005006338829917'],
    ['aliexpress.com/item/32962426410.html', 'Copy the link of product 32962426410'],
    ['https://www.aliexpress.com/store/1102345678', 'Copy the link of this page'],
    [`${LAMP} ${CHAIR}`, 'Make 2 links on the desk'],
  ])('says for "%s" what Enter does: %s', (text, words) => {
    expect(suggestionFor(text)).toBe(words);
  });

  it.each(['<match>&', '<dim>https://www.aliexpress.com/item/1.html?a=<b>&'])(
    'never lets what is typed into the words, which Chromium reads as XML: %s',
    (text) => {
      expect(suggestionFor(text)).not.toMatch(/[<>&]/);
    },
  );

  it('copies the link of the address inside the page in front of the person', async () => {
    const page = fakePage();
    await fakeBackend();
    await enter(LAMP);
    expect(page.copied).toEqual([{ text: made(LAMP).url }]);
    expect(page.opened).toEqual([]);
  });

  it('makes the link on the desk where that page cannot copy', async () => {
    const page = fakePage({ open: false });
    await enter(LAMP);
    expect(page.opened).toEqual([expect.stringContaining(`#make=${encodeURIComponent(LAMP)}`)]);
  });

  it.each([
    ['many addresses', `${LAMP} ${CHAIR}`],
    ['text without an address', 'desk lamp'],
    ["another publisher's link", `${LAMP}?aff_fcid=abc&aff_fsk=_x`],
  ])('leaves %s to the person on the desk', async (_, text) => {
    const page = fakePage();
    const fetch = await fakeBackend();
    await enter(text);
    expect(page.opened).toEqual([expect.stringContaining(`#paste=${encodeURIComponent(text)}`)]);
    expect(fetch).not.toHaveBeenCalled();
  });
});
