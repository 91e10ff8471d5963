import { expect, test } from 'vitest';
import type { Preset } from '../../../lib/contract/presets.ts';
import { firstPresets } from '../../../lib/links/presets.ts';
import { presetPost } from '../../../lib/settings/preset-post.ts';
import { firstSettings } from '../../../lib/settings/versions.ts';

const made = {
  url: 'https://s.click.aliexpress.com/e/_DkXyZ',
  trackingId: 'blog',
  createdAt: '2026-11-22T09:00:00.000Z',
};

const [plain, telegram, blog] = firstPresets as [Preset, Preset, Preset];

function text(preset: Preset, browserLocale = 'en-US', extra: { erid?: string } = {}): string {
  const written = presetPost(preset, firstSettings, browserLocale, { made, product: null, ...extra });
  return written.ok ? written.post.text : '';
}

test('on the first day each preset gives a post that can be published as it is', () => {
  expect(text(plain)).toBe(made.url);
  expect(text(telegram)).toBe(
    `Ad: I earn a commission if you buy through this link.\n<a href="${made.url}">${made.url}</a>`,
  );
  expect(text(blog)).toContain('rel="sponsored nofollow"');
});

const short: Preset = { ...plain, output: { kind: 'format', format: 'short' } };

test('the disclosure speaks the language of the browser until the person chooses', () => {
  expect(text(short, 'de-DE')).toBe(`Anzeige: ${made.url}`);
  expect(text({ ...short, disclosure: { kind: 'country', country: 'FR' } }, 'de-DE')).toBe(
    `Publicit\u00e9: ${made.url}`,
  );
});

test('the ad-marking token stands beside the disclosure', () => {
  expect(text({ ...short, disclosure: { kind: 'own', text: 'Ad' } }, 'ru-RU', { erid: '2Vtz' })).toBe(
    `Ad. erid: 2Vtz ${made.url}`,
  );
});

test('the bare link is one explicit choice away', () => {
  expect(text({ ...short, disclosure: { kind: 'none' } })).toBe(made.url);
});
