import { expect, test, vi } from 'vitest';
import { browser } from '../../../lib/browser.ts';
import { deleteEverything } from '../../../lib/jobs/settings.ts';
import { NO_WORDS } from '../../../lib/links/own-words.ts';
import { loadOwnWords, storeOwnWords } from '../../../lib/storage/own-words.ts';
import { fakeScripting } from '../../support/fake-scripting.ts';

const SAVE5 = { coupon: 'SAVE5', erid: '' };

test('keeps what was typed for a product, and only for that product', async () => {
  await storeOwnWords('1', SAVE5);
  expect(await loadOwnWords('1')).toEqual(SAVE5);
  expect(await loadOwnWords('2')).toEqual(NO_WORDS);
});

test('keeps it in memory alone', async () => {
  await storeOwnWords('1', SAVE5);
  expect(await browser.storage.local.get()).toEqual({});
  expect(await browser.storage.sync.get()).toEqual({});
});

test('forgets a product whose words were taken out again', async () => {
  await storeOwnWords('1', SAVE5);
  await storeOwnWords('1', NO_WORDS);
  expect(await browser.storage.session.get()).toEqual({});
});

test('forgets everything with the rest', async () => {
  fakeScripting();
  vi.spyOn(browser.permissions, 'getAll').mockResolvedValue({ origins: [] });
  vi.spyOn(browser.permissions, 'remove').mockResolvedValue(true);
  await storeOwnWords('1', SAVE5);
  await deleteEverything();
  expect(await browser.storage.session.get()).toEqual({});
});

test('is empty where it cannot be read, so that nothing waits for it', async () => {
  await browser.storage.session.set({ 'words:1': 'SAVE5' });
  expect(await loadOwnWords('1')).toEqual(NO_WORDS);
  vi.spyOn(browser.storage.session, 'get').mockRejectedValue(new Error('no session storage'));
  expect(await loadOwnWords('1')).toEqual(NO_WORDS);
});
