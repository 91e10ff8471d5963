import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Desk } from '../../../entrypoints/desk/Desk.tsx';
import { browser } from '../../../lib/browser.ts';
import { failure } from '../../../lib/contract/failure.ts';
import type { HistoryEntry } from '../../../lib/contract/history.ts';
import type { MessageName, PostResult } from '../../../lib/contract/messages.ts';
import type { Outcome } from '../../../lib/contract/outcome.ts';
import { done, failed } from '../../../lib/contract/outcome.ts';
import { ask } from '../../../lib/messaging/ask.ts';
import { firstSettings } from '../../../lib/settings/versions.ts';
import { CHAIR, LAMP, made } from '../../lib/jobs/shortcut-fakes.ts';

vi.mock('../../../lib/messaging/ask.ts', () => ({ ask: vi.fn() }));

const presets = firstSettings.presets.map(({ id, name }) => ({ id, name, trackingId: null, rich: id === 'blog' }));
const post = (url: string, html?: string): PostResult => ({
  ok: true,
  input: url,
  post: {
    text: html ?? made(url).url,
    link: made(url),
    preset: { id: 'plain', name: 'Plain link', trackingId: null, rich: false },
    ...(html !== undefined && { html }),
  },
});

type Answers = Partial<Record<MessageName, (payload: never) => unknown>>;

function answers(given: Answers): void {
  const standard: Answers = {
    'pairing.read': () => done({ publicUrl: 'http://127.0.0.1:8787', name: 'laptop', access: null }),
    'presets.list': () => done(presets),
    'settings.read': () => done({ ok: true, settings: firstSettings }),
    'posts.make': ({ urls }: { urls: string[] }) => done(urls.map((url) => post(url))),
    'history.read': () => done({ entries: [] }),
  };
  vi.mocked(ask).mockImplementation(
    async (name, payload) => ({ ...standard, ...given })[name]?.(payload as never) as Outcome<never>,
  );
}

const written: Record<string, string>[] = [];

beforeEach(() => {
  sessionStorage.clear();
  written.length = 0;
  vi.spyOn(browser.permissions, 'contains').mockResolvedValue(false);
  vi.stubGlobal(
    'ClipboardItem',
    class {
      items: Record<string, Promise<Blob>>;
      constructor(items: Record<string, Promise<Blob>>) {
        this.items = items;
      }
    },
  );
  const write = async ([item]: { items: Record<string, Promise<Blob>> }[]) => {
    const texts: Record<string, string> = {};
    for (const [type, blob] of Object.entries(item?.items ?? {})) texts[type] = await (await blob).text();
    written.push(texts);
  };
  Object.defineProperty(navigator, 'clipboard', { value: { write }, configurable: true });
});

afterEach(() => {
  cleanup();
  location.hash = '';
});

const show = (text = '', make = false) => render(<Desk start={{ view: 'many', text, make }} />);
const button = (name: string | RegExp) => screen.findByRole('button', { name });

async function press(name: string | RegExp): Promise<void> {
  fireEvent.click(await button(name));
}

async function ready(): Promise<void> {
  await screen.findByRole('radio', { name: 'Plain link' });
}

describe('many links', () => {
  it('counts the addresses while they are pasted', async () => {
    answers({});
    show();
    await ready();
    expect(screen.getByText('No AliExpress address found yet.')).toBeTruthy();
    fireEvent.input(screen.getByRole('textbox'), {
      target: { value: `${LAMP}, ${CHAIR} and https://www.aliexpress.com/store/1102345678` },
    });
    expect(await screen.findByText('2 products and 1 other address found.')).toBeTruthy();
    expect(await button('Make 3 links')).toBeTruthy();
  });

  it('makes a line for each: its link, or why there is none and what to do', async () => {
    answers({
      'posts.make': ({ urls }: { urls: string[] }) =>
        done(
          urls.map((url) =>
            url === LAMP ? post(url) : { ok: false, input: url, failure: failure('not_in_programme') },
          ),
        ),
    });
    show(`${LAMP} ${CHAIR}`);
    await ready();
    await press('Make 2 links');
    expect(await screen.findByText('1 link, 1 failed')).toBeTruthy();
    const [lamp, chair] = screen.getAllByRole('row').slice(1);
    expect(lamp?.textContent).toContain(made(LAMP).url);
    expect(lamp?.textContent).toContain('blog');
    expect(chair?.textContent).toContain('AliExpress gives no affiliate link for this page.');
    expect(chair?.textContent).toContain('Choose another seller or product.');
    expect(screen.queryByRole('button', { name: /again/ })).toBeNull();
  });

  it('says under a link why its text names no product', async () => {
    const made = post(LAMP);
    const withoutFacts = failure('gateway_unavailable');
    answers({ 'posts.make': () => done([made.ok ? { ...made, post: { ...made.post, withoutFacts } } : made]) });
    show(LAMP);
    await ready();
    await press('Make the link');
    expect(await screen.findByText('Without the product’s facts: AliExpress did not answer.')).toBeTruthy();
  });

  it('says when there are more calls by the clock of the person', async () => {
    const retryAt = new Date(Date.now() + 90_000).toISOString();
    const spent = failure('quota_exhausted', { retryAt });
    answers({ 'posts.make': () => done([{ ok: false, input: LAMP, failure: spent }]) });
    show(LAMP);
    await ready();
    await press('Make the link');
    expect(await screen.findByText('Calls come back in 2 minutes.')).toBeTruthy();
  });

  it('tries again what failed for a time, and loses nothing of what was made', async () => {
    let backend: Outcome<PostResult[]> = failed('backend_unreachable');
    answers({ 'posts.make': () => backend });
    show(LAMP);
    await ready();
    await press('Make the link');
    expect(await screen.findByText('The Waybill backend does not answer.')).toBeTruthy();
    backend = done([post(LAMP)]);
    await press('Try 1 again');
    expect(await screen.findByText('1 link')).toBeTruthy();
  });

  it('copies all of them in the form of the preset, as text and as rich text', async () => {
    answers({
      'posts.make': ({ urls }: { urls: string[] }) => done(urls.map((url) => post(url, `<p>${made(url).url}</p>`))),
    });
    show(`${LAMP} ${CHAIR}`);
    await ready();
    fireEvent.click(screen.getByRole('radio', { name: 'Blog (HTML)' }));
    await press('Make 2 links');
    await press('Copy all 2');
    expect(await button('Copied 2')).toBeTruthy();
    const both = `<p>${made(LAMP).url}</p>\n<p>${made(CHAIR).url}</p>`;
    expect(written).toEqual([{ 'text/plain': both, 'text/html': both }]);
    expect(ask).toHaveBeenCalledWith('posts.make', { urls: [LAMP, CHAIR], presetId: 'blog' });
  });

  it('copies one line', async () => {
    answers({});
    show(`${LAMP} ${CHAIR}`);
    await ready();
    await press('Make 2 links');
    await press('Copy 32962426410');
    await vi.waitFor(() => expect(written).toEqual([{ 'text/plain': made(CHAIR).url }]));
  });

  it('makes at once what was asked for before it opened', async () => {
    answers({});
    show(LAMP, true);
    expect(await screen.findByText('1 link')).toBeTruthy();
  });

  it("makes nothing by itself of another publisher's link, and says so", async () => {
    answers({});
    show(`${LAMP}?aff_fcid=abc&aff_fsk=_x`, true);
    await ready();
    expect(await screen.findByText('This address is another publisher’s link.')).toBeTruthy();
    expect(ask).not.toHaveBeenCalledWith('posts.make', expect.anything());
  });

  it('says that Waybill is not paired, and keeps the text', async () => {
    answers({ 'pairing.read': () => done(null) });
    show(LAMP);
    expect(await screen.findByText('Waybill is not paired with a backend yet.')).toBeTruthy();
    expect(screen.getByRole('textbox')).toHaveProperty('value', LAMP);
  });

  it('keeps the text over a reload', async () => {
    answers({});
    show();
    await ready();
    fireEvent.input(screen.getByRole('textbox'), { target: { value: LAMP } });
    cleanup();
    show();
    expect(screen.getByRole('textbox')).toHaveProperty('value', LAMP);
  });
});

describe('recent links', () => {
  const entry = (id: string): HistoryEntry => ({
    id,
    at: '2026-11-22T12:00:00.000Z',
    by: 'laptop',
    productId: '1005006338829917',
    canonicalUrl: LAMP,
    url: `https://s.click.aliexpress.com/e/_${id}`,
    trackingId: 'blog',
    linkType: 'normal',
    sandbox: false,
  });

  async function open(): Promise<void> {
    render(<Desk start={{ view: 'recent', text: '', make: false }} />);
    await screen.findByRole('searchbox');
  }

  it('are shown newest first, older ones on a press, and copied by one', async () => {
    answers({
      'history.read': ({ before }: { before?: string }) =>
        done(before ? { entries: [entry('old1')] } : { entries: [entry('new1')], next: 'older' }),
    });
    await open();
    await screen.findByText('https://s.click.aliexpress.com/e/_new1');
    await press('Show older');
    await screen.findByText('https://s.click.aliexpress.com/e/_old1');
    expect(screen.queryByRole('button', { name: 'Show older' })).toBeNull();
    const [, first] = screen.getAllByRole('row');
    if (first) fireEvent.click(within(first).getByRole('button', { name: /^Copy link/ }));
    await vi.waitFor(() => expect(written).toEqual([{ 'text/plain': 'https://s.click.aliexpress.com/e/_new1' }]));
  });

  it('are searched when typing rests, once', async () => {
    answers({});
    await open();
    await screen.findByText('No link has been made yet.');
    vi.mocked(ask).mockClear();
    for (const value of ['l', 'la', 'lamp']) fireEvent.input(screen.getByRole('searchbox'), { target: { value } });
    await screen.findByText('No link fits “lamp”.');
    await vi.waitFor(() =>
      expect(vi.mocked(ask).mock.calls.filter(([name]) => name === 'history.read')).toEqual([
        ['history.read', { limit: 50, query: 'lamp' }],
      ]),
    );
  });

  it('say why they cannot be shown', async () => {
    answers({ 'history.read': () => failed('backend_unreachable') });
    await open();
    expect((await screen.findByRole('alert')).textContent).toContain('does not answer');
  });
});
