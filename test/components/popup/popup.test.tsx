import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Popup } from '../../../entrypoints/popup/Popup.tsx';
import { browser } from '../../../lib/browser.ts';
import type { MessageName, Payload } from '../../../lib/contract/messages.ts';
import type { Outcome } from '../../../lib/contract/outcome.ts';
import { done, failed } from '../../../lib/contract/outcome.ts';
import type { DisclosureCountry, Output } from '../../../lib/contract/presets.ts';
import { keepOwnWords, readOwnWords } from '../../../lib/jobs/own-words.ts';
import { NO_WORDS } from '../../../lib/links/own-words.ts';
import { ask } from '../../../lib/messaging/ask.ts';
import { firstSettings } from '../../../lib/settings/versions.ts';
import { loadOwnWords, storeOwnWords } from '../../../lib/storage/own-words.ts';
import { LAMP, made } from '../../lib/jobs/shortcut-fakes.ts';

/** The popup over a product page, with a background that answers as it is told. */
vi.mock('../../../lib/messaging/ask.ts', () => ({ ask: vi.fn() }));

const ID = '1005006338829917';

type Answers = Partial<Record<MessageName, (payload: never) => unknown>>;
type Stage = { output?: Output; country?: DisclosureCountry; incognito?: boolean; answers?: Answers };

const TELEGRAM: Output = { kind: 'format', format: 'telegram-html' };

function open({ output = TELEGRAM, country = 'US', incognito = false, answers = {} }: Stage = {}) {
  const [first] = firstSettings.presets;
  const presets = [{ ...first, id: 'one', name: 'One', output }];
  const choice = { id: 'one', name: 'One', trackingId: null, rich: false };
  const standard: Answers = {
    'pairing.read': () => done({ publicUrl: 'http://127.0.0.1:8787', name: 'laptop', access: null }),
    'presets.list': () => done([choice]),
    'settings.read': () => done({ ok: true, settings: { ...firstSettings, disclosureCountry: country, presets } }),
    'words.read': readOwnWords,
    'words.keep': keepOwnWords,
    'post.make': ({ url }: { url: string }) => done({ text: made(url).url, link: made(url), preset: choice }),
    ...answers,
  };
  vi.mocked(ask).mockImplementation(
    async (name, payload) => (standard[name]?.(payload as never) ?? failed('internal')) as Outcome<never>,
  );
  const tab = { url: `https://www.aliexpress.com/item/${ID}.html`, incognito };
  vi.spyOn(browser.tabs, 'query').mockResolvedValue([tab as never]);
  return render(<Popup />);
}

const orders = (): Payload<'post.make'>[] =>
  vi
    .mocked(ask)
    .mock.calls.flatMap(([name, payload]) => (name === 'post.make' ? [payload as Payload<'post.make'>] : []));

const field = (id: string) => document.querySelector<HTMLInputElement>(`#own-${id}`);
const preview = () => document.querySelector('.preview')?.textContent;

async function openFields(name: string | RegExp): Promise<void> {
  fireEvent.click(await screen.findByRole('button', { name }));
}

function typeInto(id: string, value: string): void {
  const input = field(id);
  if (!input) throw new Error(`There is no field ${id}.`);
  fireEvent.input(input, { target: { value } });
}

beforeEach(() => {
  vi.spyOn(navigator.clipboard, 'write').mockResolvedValue();
  vi.stubGlobal('ClipboardItem', class {});
});

afterEach(cleanup);

describe('a coupon', () => {
  it('is seen in the text while it is typed, and Enter copies with it', async () => {
    open();
    await openFields('Add coupon');
    expect(document.activeElement).toBe(field('coupon'));
    typeInto('coupon', 'SAVE5');
    await waitFor(() => expect(preview()).toContain('Code: <code>SAVE5</code>'));
    const form = field('coupon')?.form;
    if (form) fireEvent.submit(form);
    await screen.findByRole('button', { name: /^Copied/ });
    expect(orders()).toMatchObject([{ url: `https://www.aliexpress.com/item/${ID}.html`, coupon: 'SAVE5' }]);
  });

  it('is kept for the product', async () => {
    const { unmount } = open();
    await openFields('Add coupon');
    typeInto('coupon', 'SAVE5');
    unmount();
    open();
    expect(await screen.findByRole('button', { name: 'Coupon SAVE5' })).toBeDefined();
    expect(preview()).toContain('SAVE5');
  });

  it('of a private window is not kept', async () => {
    open({ incognito: true });
    await openFields('Add coupon');
    typeInto('coupon', 'SAVE5');
    await waitFor(() => expect(preview()).toContain('SAVE5'));
    expect(await loadOwnWords(ID)).toEqual(NO_WORDS);
  });

  it('that is changed after a copy takes the old text away', async () => {
    open();
    fireEvent.click(await screen.findByRole('button', { name: 'Add coupon' }));
    fireEvent.click(screen.getByRole('button', { name: 'Copy' }));
    await screen.findByRole('button', { name: /^Copied/ });
    typeInto('coupon', 'SAVE5');
    expect(await screen.findByRole('button', { name: 'Copy' })).toBeDefined();
  });

  it('has no field where the text has no place for it, and is not sent', async () => {
    await storeOwnWords(ID, { coupon: 'SAVE5', erid: '2Vtz' });
    open({ output: { kind: 'format', format: 'address' } });
    await waitFor(() => expect(preview()).toContain('s.click'));
    expect(screen.queryByRole('button', { name: /coupon/i })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Copy' }));
    await screen.findByRole('button', { name: /^Copied/ });
    expect(orders()).toMatchObject([{ coupon: '', erid: '' }]);
  });

  it('that is too long is left out, and the field says so', async () => {
    open();
    await openFields('Add coupon');
    typeInto('coupon', 'x'.repeat(41));
    expect((await screen.findByText(/at most 40 characters/)).id).toBe(
      field('coupon')?.getAttribute('aria-describedby'),
    );
    expect(preview()).not.toContain('xxx');
  });
});

describe('an erid', () => {
  it('that the law wants is asked for in words, and nothing is blocked', async () => {
    open({ country: 'RU' });
    await openFields('erid missing');
    expect(document.activeElement).toBe(field('erid'));
    expect(screen.getByText(/Advertising in Russia needs an erid/)).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Copy' }));
    await screen.findByRole('button', { name: /^Copied/ });
  });

  it('is shown, sent and no longer missed once it is there', async () => {
    open({ country: 'RU' });
    await openFields('erid missing');
    typeInto('erid', 'erid: 2VtzqxKp');
    expect(await screen.findByRole('button', { name: 'erid 2VtzqxKp' })).toBeDefined();
    expect(preview()).toContain('erid: 2VtzqxKp');
    expect(screen.queryByText(/needs an erid/)).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Copy' }));
    await screen.findByRole('button', { name: /^Copied/ });
    expect(orders()).toMatchObject([{ erid: '2VtzqxKp' }]);
  });

  it('has no field where no law asks for it', async () => {
    open();
    await openFields('Add coupon');
    expect(field('erid')).toBeNull();
  });

  it('without a place in the text is missed all the same', async () => {
    open({ country: 'RU', output: { kind: 'template', channel: 'whatsapp', text: '{disclosure} {link}' } });
    await openFields('erid missing');
    expect(screen.getByText(/has no place for one/)).toBeDefined();
    expect(field('erid')).toBeNull();
  });
});

describe('Copy', () => {
  it('pressed before anything is known copies once it is', async () => {
    const answer = Promise.withResolvers<unknown>();
    open({ answers: { 'presets.list': () => answer.promise } });
    fireEvent.click(screen.getByRole('button', { name: 'Copy' }));
    expect(await screen.findByRole('button', { name: 'Making the link…' })).toBeDefined();
    expect(orders()).toEqual([]);
    answer.resolve(done([{ id: 'one', name: 'One', trackingId: null, rich: false }]));
    await screen.findByRole('button', { name: /^Copied/ });
    expect(orders()).toHaveLength(1);
  });

  it('by keys in the preview makes the link first', async () => {
    open();
    await waitFor(() => expect(preview()).toContain('s.click'));
    const copy = new Event('copy', { bubbles: true, cancelable: true });
    document.querySelector('.preview')?.dispatchEvent(copy);
    expect(copy.defaultPrevented).toBe(true);
    await screen.findByRole('button', { name: /^Copied/ });
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe(made(LAMP).url);
  });

  it('by keys in a field is left to the field', async () => {
    open();
    await openFields('Add coupon');
    const copy = new Event('copy', { bubbles: true, cancelable: true });
    field('coupon')?.dispatchEvent(copy);
    expect(copy.defaultPrevented).toBe(false);
  });
});
