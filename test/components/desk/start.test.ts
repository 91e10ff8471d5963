import { expect, it, vi } from 'vitest';
import { readStart, readView } from '../../../entrypoints/desk/start.ts';
import { browser } from '../../../lib/browser.ts';
import { openDesk } from '../../../lib/jobs/desk-page.ts';

it.each(['make', 'paste'] as const)('opens with the text that was to be made into links (%s)', async (doing) => {
  const create = vi.spyOn(browser.tabs, 'create').mockResolvedValue({} as never);
  const text = 'a lamp: https://www.aliexpress.com/item/1.html?a=1&b=#x\nund noch „etwas“ %';
  await openDesk(doing, text);
  const { hash } = new URL(create.mock.calls[0]?.[0].url ?? '');
  expect(readStart(hash)).toEqual({ view: 'many', text, make: doing === 'make' });
});

it.each([
  ['', { view: 'many', text: '', make: false }],
  ['#recent', { view: 'recent', text: '', make: false }],
  ['#paste=%E0%A4%A', { view: 'many', text: '%E0%A4%A', make: false }],
])('opens at %s', (hash, start) => {
  expect(readStart(hash)).toEqual(start);
});

it('takes an unknown place for the first', () => {
  expect(readView('#nowhere')).toBe('many');
});
