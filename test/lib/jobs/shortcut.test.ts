import { afterEach, describe, expect, it, vi } from 'vitest';
import { browser } from '../../../lib/browser.ts';
import { copyByShortcut } from '../../../lib/jobs/shortcut.ts';
import { storeLastUsed } from '../../../lib/storage/last-used.ts';
import { CHAIR, fakeBackend, fakePage, LAMP, made } from './shortcut-fakes.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const press = (url: string | undefined, id = 7) => copyByShortcut('copy-link', { id, url });
const link = made(LAMP).url;

describe('the shortcut', () => {
  it('copies the link of the page and says so in the page', async () => {
    const page = fakePage();
    await fakeBackend();
    await press(`${LAMP}?spm=a2g0o`);
    expect(page.copied).toEqual([{ text: link }]);
    expect(page.said.map(({ tone }) => tone)).toEqual(['working', 'good']);
    expect(page.said.at(-1)).toMatchObject({ title: 'Copied · id blog', notes: ['Plain link'] });
    expect(page.badges).toEqual(['\u2713']);
  });

  it('writes with the preset that was last used with it, whatever was used elsewhere since', async () => {
    const page = fakePage();
    await fakeBackend();
    await storeLastUsed({ any: 'telegram', popup: 'telegram', shortcut: 'blog' });
    await press(LAMP);
    expect(page.started).toEqual([{ rich: true, allowed: false }]);
    expect(page.copied[0]?.html).toContain(link);
    expect(page.said.at(-1)?.notes).toContain('Blog (HTML)');
  });

  it('goes into the page before anything is awaited, so that the browser hands the press on', async () => {
    fakePage();
    await fakeBackend();
    const inject = vi.spyOn(browser.scripting, 'executeScript');
    const pressing = press(LAMP);
    expect(inject).toHaveBeenCalledOnce();
    await pressing;
  });

  it('opens the popup where the page may not write, and writes nothing', async () => {
    const page = fakePage({ activated: false });
    const fetch = await fakeBackend();
    await press(LAMP);
    expect(page).toMatchObject({ popups: 1, started: [], copied: [], said: [] });
    expect(fetch).not.toHaveBeenCalled();
  });

  it('needs no press in the page once the person has granted the clipboard', async () => {
    const page = fakePage({ activated: false, allowed: true });
    await fakeBackend();
    await press(LAMP);
    expect(page).toMatchObject({ popups: 0, copied: [{ text: link }] });
  });

  it("opens the popup on the browser's own pages, and the desk where even that is not possible", async () => {
    const page = fakePage({ open: false });
    await press('chrome://extensions/');
    expect(page.popups).toBe(1);
    vi.spyOn(browser.action, 'openPopup').mockRejectedValue(new Error('no window'));
    await press(LAMP);
    expect(page.opened).toEqual([expect.stringContaining(`/desk.html#paste=${encodeURIComponent(LAMP)}`)]);
  });

  it.each([
    ['https://www.example.org/', /not on AliExpress/],
    ['https://s.click.aliexpress.com/e/_c4NPFqKp', /already belongs to a publisher/],
    [undefined, /not on AliExpress/],
  ])('says why there is no link for %s, and sends nothing', async (url, words) => {
    const page = fakePage();
    const fetch = await fakeBackend();
    await press(url);
    expect(page.said).toEqual([expect.objectContaining({ tone: 'bad', title: expect.stringMatching(words) })]);
    expect(page.started).toEqual([]);
    expect(fetch).not.toHaveBeenCalled();
  });

  it('says what the backend said, with the next step', async () => {
    const page = fakePage();
    await press(LAMP);
    expect(page.said.at(-1)).toMatchObject({
      tone: 'bad',
      title: expect.stringContaining('not paired'),
      notes: [expect.stringContaining('pairing link')],
    });
    expect(page.badges).toEqual(['!']);
  });

  it("asks before it replaces another publisher's mark, and makes the link when it is pressed again", async () => {
    const page = fakePage();
    const fetch = await fakeBackend();
    const tagged = `${LAMP}?aff_fcid=abc&aff_fsk=_x`;
    await press(tagged);
    expect(page.said).toEqual([expect.objectContaining({ tone: 'asking' })]);
    expect(fetch).not.toHaveBeenCalled();
    await press(tagged);
    expect(page.copied).toHaveLength(1);
    await press(tagged);
    expect(page.copied).toHaveLength(1);
  });

  it('works once however often it is pressed while it works, and apart for every tab', async () => {
    const page = fakePage();
    const fetch = await fakeBackend();
    await Promise.all([press(LAMP), press(LAMP), press(CHAIR, 8)]);
    expect(page.copied).toHaveLength(2);
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('leaves other commands alone', async () => {
    const page = fakePage();
    await copyByShortcut('_execute_action', { id: 7, url: LAMP });
    expect(page.said).toEqual([]);
  });
});
