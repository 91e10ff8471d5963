import { describe, expect, test } from 'vitest';
import { DisclosureCountry, MAX_DISCLOSURE } from '../../../lib/contract/presets.ts';
import { chosenDisclosure, disclosureCountryFor, disclosureOf, lacksErid } from '../../../lib/links/disclosure.ts';
import { firstPresets } from '../../../lib/links/presets.ts';

describe.each(DisclosureCountry.options)('the disclosure for %s', (country) => {
  const { label, sentence } = disclosureOf(country);

  test('is a word for short posts, and a sentence that starts with it', () => {
    expect(label).toMatch(/^\p{L}+$/u);
    expect(sentence.startsWith(`${label}: `)).toBe(true);
    expect(sentence.length).toBeLessThanOrEqual(MAX_DISCLOSURE);
  });

  test('promises the reader nothing and names no shop', () => {
    expect(sentence).not.toMatch(
      /bonus|cashback|reward|gift|win|free|support|help|thank|save|bon(o|us)|gratis|danke|merci|gracias|aliexpress|alie\b/i,
    );
  });
});

test.each(['US', 'GB', 'IE', 'CA', 'AU', 'NZ'] as const)('%s reads "Ad" first, not "affiliate"', (country) => {
  const { label, sentence } = disclosureOf(country);
  expect(label).toBe('Ad');
  expect(sentence).toMatch(/^Ad: /);
  expect(sentence).not.toMatch(/\baff/i);
});

test.each([
  ['DE', 'Anzeige'],
  ['AT', 'Werbung'],
  ['FR', 'Publicit\u00e9'],
  ['RU', '\u0420\u0435\u043a\u043b\u0430\u043c\u0430'],
] as const)('%s is told in its own word', (country, word) => {
  expect(disclosureOf(country).label).toBe(word);
});

describe('the disclosure of a preset', () => {
  test('is the one of the settings unless the preset says otherwise', () => {
    expect(chosenDisclosure({ kind: 'standard' }, 'DE')).toEqual(disclosureOf('DE'));
    expect(chosenDisclosure({ kind: 'country', country: 'GB' }, 'DE')).toEqual(disclosureOf('GB'));
    expect(chosenDisclosure({ kind: 'own', text: '#ad' }, 'DE')).toEqual({ label: '#ad', sentence: '#ad' });
  });

  test('is missing only by an explicit choice, which no shipped preset makes', () => {
    expect(chosenDisclosure({ kind: 'none' }, 'DE')).toEqual({ label: '', sentence: '' });
    expect(firstPresets.map(({ disclosure }) => disclosure.kind)).not.toContain('none');
  });
});

test.each([
  ['de-AT', 'AT'],
  ['de', 'DE'],
  ['en-GB', 'GB'],
  ['en', 'US'],
  ['zh-Hant-TW', 'US'],
  ['pt-BR', 'BR'],
  ['de-LI', 'DE'],
  ['sr-Latn-RS', 'US'],
  ['', 'US'],
] as const)('a browser in %s starts with the words of %s', (locale, country) => {
  expect(disclosureCountryFor(locale)).toBe(country);
});

test('Russia asks for the ad-marking token, whichever way it was chosen', () => {
  expect(lacksErid({ kind: 'country', country: 'RU' }, 'US', undefined)).toBe(true);
  expect(lacksErid({ kind: 'own', text: 'x' }, 'RU', ' ')).toBe(true);
  expect(lacksErid({ kind: 'standard' }, 'RU', '2Vtzqx')).toBe(false);
  expect(lacksErid({ kind: 'standard' }, 'DE', undefined)).toBe(false);
});
