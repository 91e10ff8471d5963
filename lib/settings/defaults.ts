import type { DisclosureCountry, Preset } from '../contract/presets.ts';
import type { Settings } from '../contract/settings.ts';
import { disclosureCountryFor } from '../links/disclosure.ts';
import { knownLocale } from '../links/wording.ts';

/** What a preset comes to, once the settings and the browser have filled in what it leaves open. */
export interface Effective {
  /** BCP 47, known to Intl: what posts are written in. */
  locale: string;
  language: string;
  /** Ship-to country; null lets the backend decide. */
  country: string | null;
  /** ISO 4217; null lets the backend decide. */
  currency: string | null;
  /** Whose words the `standard` disclosure means. */
  disclosureCountry: DisclosureCountry;
}

/** `browserLocale` is what the browser says, such as `de-AT`. A preset goes before the settings, these before it. */
export function effective(preset: Preset, settings: Settings, browserLocale: string): Effective {
  const browser = readLocale(browserLocale);
  const language = preset.language ?? settings.locale.language ?? browser.language;
  const country = preset.country ?? settings.locale.country ?? browser.country;
  return {
    language,
    country,
    currency: preset.currency ?? settings.locale.currency,
    locale: knownLocale(language, country),
    disclosureCountry: settings.disclosureCountry ?? disclosureCountryFor(browserLocale),
  };
}

function readLocale(tag: string): { language: string; country: string | null } {
  const [language = 'en', ...subtags] = tag.split('-');
  const country = subtags.find((subtag) => /^[A-Za-z]{2}$/.test(subtag))?.toUpperCase();
  return { language: language.toLowerCase(), country: country ?? null };
}
