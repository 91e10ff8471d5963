import { expect, test } from 'vitest';
import { browser } from '../../../lib/browser.ts';
import { switchButton } from '../../../lib/jobs/button.ts';
import { readSettings } from '../../../lib/storage/settings.ts';
import { fakeScripting } from '../../support/fake-scripting.ts';

test('a yes given to an older Waybill still counts after the update', async () => {
  await browser.storage.local.set({ settings: { version: 1, button: { on: true } } });
  expect((await readSettings()).button).toEqual({ on: true, corner: 'bottom-right' });
});

test('settings that cannot be read stay in storage, and nothing is written over them', async () => {
  fakeScripting();
  const settings = { version: 9, button: { on: true } };
  await browser.storage.local.set({ settings });
  await expect(switchButton({ on: false })).rejects.toThrow('of version 9');
  expect(await browser.storage.local.get()).toEqual({ settings });
});

test('switching the button leaves the other settings as they are', async () => {
  fakeScripting();
  const stored = { ...(await readSettings()), copyOnOpen: true };
  await browser.storage.local.set({ settings: { ...stored, button: { on: false, corner: 'top-left' } } });
  await switchButton({ on: true });
  expect(await readSettings()).toEqual({ ...stored, button: { on: true, corner: 'top-left' } });
});
