import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstPresets } from '../../../lib/links/presets.ts';
import { joinFromSync, leftOverKeys, type SyncItems, splitForSync } from '../../../lib/settings/sync.ts';
import { firstSettings } from '../../../lib/settings/versions.ts';

function itemsOf(settings: unknown): SyncItems {
  const split = splitForSync(settings);
  if (!split.fits) {
    throw new Error('too large');
  }
  return split.items;
}

/** As the browsers count: key and JSON text in UTF-8; Chromium writes angle brackets as \u003C and \u003E. */
function browserBytes([key, value]: [string, unknown]): number {
  const json = JSON.stringify(value).replaceAll('<', '\\u003C').replaceAll('>', '\\u003E');
  return new TextEncoder().encode(key + json).length;
}

function withTemplates(count: number, text: string) {
  const presets = Array.from({ length: count }, (_, index) => ({
    ...firstPresets[0],
    id: `p${index}`,
    output: { kind: 'template', channel: 'html', text },
  }));
  return { ...firstSettings, presets };
}

const character = fc.constantFrom('<', '"', '\\', '\n', '\u0007', 'a', '\u00e9', '\u2028', '\u4f60', '\u{1f525}');

describe('settings in synchronised storage', () => {
  test.each([
    ['the first ones', firstSettings],
    ['many presets', withTemplates(12, 'a "quoted" \\ line\n'.repeat(200))],
    ['markup', withTemplates(3, '<b>'.repeat(1300))],
    ['other scripts and emoji', withTemplates(4, '\u4f60\u{1f525}'.repeat(1000))],
  ])('come back as they were, in items that every browser takes: %s', (_name, settings) => {
    const items = itemsOf(settings);
    expect(joinFromSync(structuredClone(items))).toEqual({ ok: true, value: settings });
    const sizes = Object.entries(items).map(browserBytes);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(8192);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(102_400);
  });

  test('come back whatever text they hold', () => {
    fc.assert(
      fc.property(
        fc.array(character, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 90 }),
        (text, count) => {
          const settings = withTemplates(3, text.join('').repeat(count));
          expect(joinFromSync(itemsOf(settings))).toEqual({ ok: true, value: settings });
        },
      ),
      { numRuns: 30 },
    );
  });

  test('are said not to fit when they are larger than the storage', () => {
    const split = splitForSync(withTemplates(30, 'x'.repeat(4000)));
    expect(split).toMatchObject({ fits: false, limit: 100_000 });
    expect(split.fits ? 0 : split.bytes).toBeGreaterThan(120_000);
  });

  test('are not there before they were first stored', () => {
    expect(joinFromSync({})).toEqual({ ok: true, value: undefined });
  });

  test('are not read while parts of two writings are mixed', () => {
    const before = itemsOf(withTemplates(6, 'a'.repeat(3000)));
    const after = itemsOf(withTemplates(6, 'b'.repeat(3000)));
    const mixed = { ...after, 'settings.1': before['settings.1'] };
    const { 'settings.2': _missing, ...partial } = after;
    for (const items of [mixed, partial, { ...after, settings: before.settings }]) {
      expect(joinFromSync(items)).toMatchObject({
        ok: false,
        problems: [{ message: 'The synchronised settings are not complete yet.' }],
      });
    }
  });

  test('are not read from a head of another form', () => {
    expect(joinFromSync({ settings: 'x' })).toMatchObject({ ok: false, problems: [{ field: 'settings' }] });
  });

  test('leave nothing behind when they become shorter', () => {
    const long = itemsOf(withTemplates(10, 'x'.repeat(3000)));
    const short = itemsOf(firstSettings);
    const left = leftOverKeys([...Object.keys(long), 'recent'], short);
    expect(left).toEqual(Object.keys(long).filter((key) => !(key in short)));
    expect(left).not.toContain('recent');
  });
});
