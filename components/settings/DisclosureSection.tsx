import type { Settings } from '../../lib/contract/settings.ts';
import { disclosureCountryFor, disclosureOf } from '../../lib/links/disclosure.ts';
import { Said, SelectField } from './Fields.tsx';
import { MarketFields } from './MarketFields.tsx';
import { disclosureCountryChoices, nameOf } from './markets.ts';
import { Section } from './Section.tsx';

type Props = { settings: Settings; onChange(change: Partial<Settings>): void };

/** What every preset says and for which market, unless it says otherwise. */
export function DisclosureSection({ settings, onChange }: Props) {
  const own = disclosureCountryFor(navigator.language);
  const country = settings.disclosureCountry ?? own;
  const browserCountry = /-([A-Za-z]{2})\b/.exec(navigator.language)?.[1]?.toUpperCase();
  return (
    <Section
      id="disclosure"
      title="Disclosure and market"
      lead="For all presets that do not say otherwise. Readers have to see that a link pays before they press it; have the words for your country checked locally."
    >
      <div class="pair">
        <SelectField
          label="Disclosure in the words of"
          value={settings.disclosureCountry ?? ''}
          choices={[{ value: '', label: `${nameOf('country', own)} (browser)` }, ...disclosureCountryChoices]}
          onChoose={(value) => onChange({ disclosureCountry: value === '' ? null : value })}
        />
        <Said label="Posts say" text={disclosureOf(country).sentence} />
      </div>
      <MarketFields
        locale={settings.locale}
        otherwise={{
          language: `${nameOf('language', navigator.language.split('-')[0] ?? 'en')} (browser)`,
          country: browserCountry ? `${nameOf('country', browserCountry)} (browser)` : 'As the backend decides',
          currency: 'As the backend decides',
        }}
        onChange={(change) => onChange({ locale: { ...settings.locale, ...change } })}
      />
    </Section>
  );
}
