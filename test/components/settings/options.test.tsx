import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Options } from '../../../entrypoints/options/Options.tsx';
import { browser } from '../../../lib/browser.ts';
import type { Me } from '../../../lib/contract/access.ts';
import { done, failed } from '../../../lib/contract/outcome.ts';
import type { Settings } from '../../../lib/contract/settings.ts';
import { replaceSettings, settingsForPage } from '../../../lib/jobs/settings.ts';
import { firstSettings } from '../../../lib/settings/versions.ts';
import { fakeBackground, fakePermissions } from '../../support/fake-background.ts';
import { fakeScripting } from '../../support/fake-scripting.ts';

const me: Me = {
  name: 'laptop',
  mode: 'live',
  trackingIds: ['blog', 'video'],
  defaultTrackingId: 'blog',
  quota: { used: 3, limit: 5000, resetsAt: '2026-11-23T08:00:00Z' },
};

const atRest = {
  'settings.read': settingsForPage,
  'settings.write': replaceSettings,
  'pairing.read': async () => done({ publicUrl: 'http://127.0.0.1:8787', name: 'laptop', access: me }),
  'access.read': async () => done(me),
  'button.read': async () => done({ on: false, granted: false }),
};

// The whole page is heavy for a machine that does other things as well.
configure({ asyncUtilTimeout: 4000 });

beforeEach(() => {
  fakeScripting();
  fakePermissions(true);
  const commands = [{ name: '_execute_action', shortcut: 'Alt+Shift+W' }, { name: 'copy-link' }];
  vi.spyOn(browser.commands, 'getAll').mockImplementation(async () => commands);
});

afterEach(cleanup);

async function show(changed: Parameters<typeof fakeBackground>[0] = {}): Promise<void> {
  fakeBackground({ ...atRest, ...changed });
  render(<Options />);
  await screen.findByRole('heading', { name: 'Presets' });
}

async function openPreset(name: string): Promise<void> {
  fireEvent.click(await screen.findByRole('button', { name: new RegExp(`^${name}`), expanded: false }));
}

const field = <E extends HTMLElement>(label: string) => screen.getByLabelText<E>(label);

const type = (label: string, value: string) => fireEvent.input(field(label), { target: { value } });

const choose = (label: string, value: string) => fireEvent.change(field(label), { target: { value } });

async function stored(): Promise<Settings> {
  const read = await settingsForPage();
  if (!read.ok || !read.value.ok) throw new Error('The settings cannot be read.');
  return read.value.settings;
}

describe('a text field', () => {
  it('stores what was typed after a pause, and says so', async () => {
    await show();
    await openPreset('Telegram');
    type('Name', 'Deals channel');
    await waitFor(async () => expect((await stored()).presets[1]?.name).toBe('Deals channel'));
    await screen.findByText('Saved');
  });

  it('keeps what cannot be stored as it was typed, with a sentence, until it is mended', async () => {
    await show();
    await openPreset('Telegram');
    type('Sub-id cn', 'two words');
    await screen.findByText(/1 to 64 letters.*Not stored yet\./);
    fireEvent.blur(field('Sub-id cn'));
    expect(field<HTMLInputElement>('Sub-id cn').value).toBe('two words');
    expect(field('Sub-id cn').getAttribute('aria-invalid')).toBe('true');
    expect((await stored()).presets[1]?.subIds).toEqual({});
    type('Sub-id cn', 'one-word');
    await waitFor(async () => expect((await stored()).presets[1]?.subIds).toEqual({ cn: 'one-word' }));
    expect(screen.queryByText(/Not stored yet/)).toBeNull();
  });

  it('keeps it while another preset is looked at', async () => {
    await show();
    await openPreset('Telegram');
    type('Name', '');
    await openPreset('Blog');
    await openPreset('Telegram');
    expect(within(document.getElementById('preset-telegram') ?? document.body).getByLabelText('Name')).toHaveProperty(
      'value',
      '',
    );
    expect((await stored()).presets[1]?.name).toBe('Telegram');
  });
});

describe('the tracking id of a preset', () => {
  it('is one of the access, and says that nobody can take it back at AliExpress', async () => {
    await show();
    await openPreset('Plain link');
    expect(screen.getByText(/cannot be edited or deleted at AliExpress/)).toBeTruthy();
    choose('Tracking id', 'video');
    await waitFor(async () => expect((await stored()).presets[0]?.trackingId).toBe('video'));
    choose('Tracking id', '');
    await waitFor(async () => expect((await stored()).presets[0]?.trackingId).toBeNull());
  });

  it('may be another one, with a word where the backend does not know it', async () => {
    await show();
    await openPreset('Plain link');
    choose('Tracking id', 'another one');
    type('Another tracking id', 'forum');
    await screen.findByText(/may refuse it/);
    await waitFor(async () => expect((await stored()).presets[0]?.trackingId).toBe('forum'));
  });
});

describe('the disclosure of a preset', () => {
  it('is left out only by a box of its own, and the preview says what that means', async () => {
    await show();
    await openPreset('Telegram');
    const offered = Array.from(field<HTMLSelectElement>('Disclosure').options, ({ value }) => value);
    expect(offered).not.toContain('none');
    fireEvent.click(field('Leave the disclosure out'));
    await waitFor(async () => expect((await stored()).presets[1]?.disclosure).toEqual({ kind: 'none' }));
    expect(screen.getByText(/You took the disclosure out of this preset/)).toBeTruthy();
  });

  it('in own words starts from those of the country', async () => {
    await show();
    await openPreset('Telegram');
    choose('Disclosure', 'own');
    expect(field<HTMLInputElement>('My own words').value).toMatch(/^Ad: /);
    type('My own words', 'Advertisement');
    const preview = screen.getByRole('complementary', { name: 'Preview of Telegram' });
    await within(preview).findByText(/^Advertisement\b/);
  });
});

describe('an own template', () => {
  it('starts from the shipped text, says what is missing, and comes back after a look at the shipped one', async () => {
    await show();
    await openPreset('Telegram');
    fireEvent.click(field('Own template'));
    expect(field<HTMLTextAreaElement>('Template').value).toContain('{disclosure}');
    type('Template', 'Buy: {link}');
    expect(screen.getByText(/Put \{disclosure\} before the link/)).toBeTruthy();
    fireEvent.click(field('As shipped'));
    fireEvent.click(await screen.findByRole('button', { name: 'Put it back' }));
    expect(field<HTMLTextAreaElement>('Template').value).toBe('Buy: {link}');
    await waitFor(async () => expect((await stored()).presets[1]?.output).toMatchObject({ text: 'Buy: {link}' }));
  });

  it('takes a placeholder by a press', async () => {
    await show();
    await openPreset('Telegram');
    fireEvent.click(field('Own template'));
    type('Template', '{link}');
    field<HTMLTextAreaElement>('Template').setSelectionRange(0, 0);
    fireEvent.click(screen.getByRole('button', { name: 'Insert price' }));
    expect(field<HTMLTextAreaElement>('Template').value).toBe('{price}{link}');
  });
});

describe('what is stored', () => {
  it('is followed when it is changed elsewhere', async () => {
    await show();
    await browser.storage.local.set({ settings: { ...firstSettings, copyOnOpen: true } });
    await waitFor(() => expect(field<HTMLInputElement>('Copy as soon as the popup opens').checked).toBe(true));
  });

  it('is said not to be stored when it is not', async () => {
    await show({ 'settings.write': async () => failed('internal', { message: 'The disk is full.' }) });
    fireEvent.click(field('Copy as soon as the popup opens'));
    await screen.findByText('The disk is full.');
  });
});

it('says for whom the links are, and who earns nothing from them', async () => {
  await show();
  expect(screen.getByText(/not for you, your friends, relatives or colleagues/)).toBeTruthy();
  expect(screen.getByText(/The people who make Waybill earn nothing/)).toBeTruthy();
  expect(screen.getByText(/forbidden by the programme's rules/)).toBeTruthy();
});

it('shows which keys are set', async () => {
  await show();
  await screen.findByText('Alt+Shift+W');
  expect(screen.getByText('Open the popup')).toBeTruthy();
  expect(screen.getByText('Not set')).toBeTruthy();
});
