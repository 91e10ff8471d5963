import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import * as z from 'zod/mini';
import { disclosureOf } from '../../../lib/links/disclosure.ts';
import { firstPresets } from '../../../lib/links/presets.ts';
import { effective } from '../../../lib/settings/defaults.ts';
import { exportSettings, importSettings, type ReadSettings, readSettings } from '../../../lib/settings/settings.ts';
import { firstVersion, nextVersion } from '../../../lib/settings/version-line.ts';
import { firstSettings, settingsLine } from '../../../lib/settings/versions.ts';

interface Example {
  stored: unknown;
  read: unknown;
}

const examples = import.meta.glob<Example>('../../fixtures/settings/version-*.json', {
  eager: true,
  import: 'default',
});

function exampleOf(version: number): Example {
  const example = examples[`../../fixtures/settings/version-${version}.json`];
  if (!example) {
    throw new Error(`Put an example of version ${version} into test/fixtures/settings.`);
  }
  return example;
}

function trouble(read: ReadSettings) {
  if (read.ok) {
    throw new Error('these settings should not have been read');
  }
  return read.trouble;
}

const versions = Array.from({ length: settingsLine.newest }, (_, index) => index + 1);

describe('settings of every version that was ever stored', () => {
  test.each(versions)('version %i has an example and is read as its owner left it', (version) => {
    const { stored, read } = exampleOf(version);
    expect(stored).toHaveProperty('version', version);
    expect(readSettings(stored)).toEqual({ ok: true, settings: read, migrated: version < settingsLine.newest });
  });

  test('have no example of a version that does not exist', () => {
    expect(Object.keys(examples)).toHaveLength(versions.length);
  });

  test('keep their place in the line by type: a gap or a missing migration does not compile', () => {
    const One = z.object({ version: z.literal(1) });
    const Three = z.object({ version: z.literal(3) });
    const line = firstVersion(One);
    // @ts-expect-error version 2 is left out
    nextVersion(line, 3, Three, () => ({ version: 3 }));
    // @ts-expect-error nothing brings version 1 to version 2
    nextVersion(line, 2, z.object({ version: z.literal(2), name: z.string() }), () => ({ version: 2 }));
    expectTypeOf(settingsLine.newest).toEqualTypeOf<2>();
  });
});

describe('settings on the first start', () => {
  test('are there before anything is stored, with the button off', () => {
    expect(readSettings(undefined)).toEqual({ ok: true, settings: firstSettings, migrated: false });
    expect(firstSettings.button.on).toBe(false);
    expect(firstSettings.presets).toEqual(firstPresets);
  });

  test('are themselves sound', () => {
    expect(readSettings(structuredClone(firstSettings))).toMatchObject({ ok: true, settings: firstSettings });
  });
});

describe('settings that cannot be read', () => {
  test('of a newer Waybill are named so and kept', () => {
    const stored = { version: 7, rockets: true };
    const { kind, message, hint, raw } = trouble(readSettings(stored));
    expect(kind).toBe('newer');
    expect(message).toContain('of version 7; this Waybill knows versions up to 2');
    expect(hint).toContain('Update Waybill');
    expect(raw).toBe(stored);
  });

  test.each<[string, unknown, string]>([
    ['null', null, 'The value must be of type object.'],
    ['a text', 'x', 'The value must be of type object.'],
    ['no version', { button: { on: true } }, 'version must be of type'],
    ['version 0', { version: 0 }, 'version must be'],
    ['a broken switch', { version: 1, button: { on: 'yes' } }, 'button.on must be true or false.'],
    [
      'a broken corner',
      { ...firstSettings, button: { on: true, corner: 'middle' } },
      'button.corner must be "bottom-right"',
    ],
    ['no presets', { ...firstSettings, presets: [] }, 'presets must be a list of 1 to 100 presets.'],
    [
      'a broken preset',
      { ...firstSettings, presets: [{ ...firstPresets[0], currency: 'euro' }] },
      'presets[0].currency must be three capital letters such as "EUR", or null.',
    ],
  ])('with %s are named, kept, and never reset silently', (_name, stored, message) => {
    const found = trouble(readSettings(stored));
    expect(found.kind).toBe('corrupt');
    expect(found.message).toContain(message);
    expect(found.hint).toMatch(/Save them to a file .* or reset them/);
    expect(found.raw).toBe(stored);
    expect(JSON.parse(exportSettings(found.raw))).toEqual(stored);
  });

  test('are told apart from readable ones whatever is stored', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (stored) => {
        const read = readSettings(stored);
        expect(read.ok || read.trouble.raw === stored).toBe(true);
      }),
    );
  });
});

describe('settings in a file', () => {
  test('come back as they were', () => {
    const { stored } = exampleOf(2);
    expect(importSettings(exportSettings(stored))).toEqual({ ok: true, settings: stored, migrated: false });
  });

  test('of an older version are brought up to date', () => {
    expect(importSettings(exportSettings(exampleOf(1).stored))).toMatchObject({ ok: true, migrated: true });
  });

  test('are refused by name of the field: no JSON, nothing, a wrong template', () => {
    expect(trouble(importSettings('{')).message).toContain('This is not JSON');
    expect(trouble(importSettings('null')).kind).toBe('corrupt');
    const output = { kind: 'template', channel: 'html', text: '{x}' };
    const wrong = { ...firstSettings, presets: [{ ...firstPresets[0], output }] };
    expect(trouble(importSettings(exportSettings(wrong))).problems[0]).toMatchObject({
      field: 'presets[0].output.text',
      message: 'Line 1, column 1: There is no placeholder {x}.',
    });
  });

  test('hold neither a token nor an address of the backend', () => {
    const sneaked = { ...firstSettings, token: 'wb_secret', pairing: { token: 'wb_secret' } };
    const read = readSettings(sneaked);
    expect(read.ok && exportSettings(read.settings)).not.toContain('wb_secret');
  });
});

describe('what a preset leaves open', () => {
  const [preset] = firstPresets;
  if (preset === undefined) {
    throw new Error('there is a first preset');
  }

  test('is filled in by the browser', () => {
    expect(effective(preset, firstSettings, 'de-AT')).toEqual({
      locale: 'de-AT',
      language: 'de',
      country: 'AT',
      currency: null,
      disclosureCountry: 'AT',
    });
  });

  test('is filled in by the settings before the browser', () => {
    const locale = { language: 'fr', country: 'CH', currency: 'CHF' };
    expect(effective(preset, { ...firstSettings, locale, disclosureCountry: 'FR' }, 'de-AT')).toEqual({
      locale: 'fr-CH',
      language: 'fr',
      country: 'CH',
      currency: 'CHF',
      disclosureCountry: 'FR',
    });
    expect(disclosureOf('FR').label).toBe('Publicit\u00e9');
  });

  test('is what the preset says, before all', () => {
    const settings = { ...firstSettings, locale: { language: 'fr', country: 'CH', currency: 'CHF' } };
    const own = { ...preset, language: 'en', country: 'US', currency: 'USD' };
    expect(effective(own, settings, 'de-AT')).toMatchObject({ locale: 'en-US', country: 'US', currency: 'USD' });
  });

  test('is English where the browser says nothing', () => {
    expect(effective(preset, firstSettings, '')).toMatchObject({
      locale: 'en',
      country: null,
      disclosureCountry: 'US',
    });
  });
});
