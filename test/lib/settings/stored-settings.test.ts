import { expect, test, vi } from 'vitest';
import { browser } from '../../../lib/browser.ts';
import { switchButton } from '../../../lib/jobs/button.ts';
import { firstSettings } from '../../../lib/settings/versions.ts';
import { loadSettings, storeSettings, takeSynchronised } from '../../../lib/storage/settings.ts';
import { fakeScripting } from '../../support/fake-scripting.ts';

test('a yes given to an older Waybill still counts after the update, and is stored in the new shape', async () => {
  await browser.storage.local.set({ settings: { version: 1, button: { on: true } } });
  const button = { on: true, corner: 'bottom-left', collapsed: false };
  expect(await loadSettings()).toMatchObject({ ok: true, settings: { button } });
  expect(await browser.storage.local.get('settings')).toMatchObject({ settings: { version: 2, button } });
});

test('settings that cannot be read stay in storage, and nothing is written over them', async () => {
  fakeScripting();
  const settings = { version: 9, button: { on: true } };
  await browser.storage.local.set({ settings });
  expect(await switchButton({ on: false })).toMatchObject({
    ok: false,
    failure: { message: expect.stringContaining('of version 9'), hint: expect.stringContaining('options') },
  });
  expect(await browser.storage.local.get()).toEqual({ settings });
});

test('switching the button leaves the other settings as they are', async () => {
  fakeScripting();
  const settings = { ...firstSettings, copyOnOpen: true };
  await storeSettings({ ...settings, button: { on: false, corner: 'top-left', collapsed: true } });
  await switchButton({ on: true });
  expect(await loadSettings()).toMatchObject({
    settings: { ...settings, button: { on: true, corner: 'top-left', collapsed: true } },
  });
});

test('another device of the same person starts with the settings of the first', async () => {
  await storeSettings({ ...firstSettings, copyOnOpen: true });
  await browser.storage.local.clear();
  expect(await loadSettings()).toMatchObject({ ok: true, settings: { copyOnOpen: true } });
});

test('a change on another device is taken over; half of one is not', async () => {
  await storeSettings({ ...firstSettings, copyOnOpen: true });
  const whole = await browser.storage.sync.get();
  await storeSettings(firstSettings);
  await browser.storage.sync.set({ settings: whole.settings });
  await takeSynchronised();
  expect(await loadSettings()).toMatchObject({ settings: { copyOnOpen: false } });
  await browser.storage.sync.set(whole);
  await takeSynchronised();
  expect(await loadSettings()).toMatchObject({ settings: { copyOnOpen: true } });
});

test('the token is in nothing that is synchronised', async () => {
  await browser.storage.local.set({ pairing: { token: 'wb_secret' } });
  await storeSettings(firstSettings);
  expect(JSON.stringify(await browser.storage.sync.get())).not.toContain('wb_secret');
});

test('a change is kept on this device when the browser refuses to synchronise it', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  vi.spyOn(browser.storage.sync, 'set').mockRejectedValue(new Error('MAX_WRITE_OPERATIONS_PER_MINUTE'));
  await storeSettings({ ...firstSettings, copyOnOpen: true });
  expect(await loadSettings()).toMatchObject({ settings: { copyOnOpen: true } });
});

test('an own change that comes back does not undo the next one', async () => {
  await storeSettings({ ...firstSettings, copyOnOpen: false });
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  vi.spyOn(browser.storage.sync, 'set').mockRejectedValue(new Error('MAX_WRITE_OPERATIONS_PER_MINUTE'));
  await Promise.all([storeSettings({ ...firstSettings, copyOnOpen: true }), takeSynchronised()]);
  expect(await loadSettings()).toMatchObject({ settings: { copyOnOpen: true } });
});
