import type { DisclosureChoice, Preset } from '../../../lib/contract/presets.ts';
import type { Settings } from '../../../lib/contract/settings.ts';
import { chosenDisclosure, disclosureOf } from '../../../lib/links/disclosure.ts';
import { effective } from '../../../lib/settings/defaults.ts';
import { CheckField, Said, SelectField, TextField } from '../Fields.tsx';
import { disclosureCountryChoices, nameOf } from '../markets.ts';
import { useDraft } from '../use-draft.ts';
import { type EditPreset, sentenceFor } from './edit.ts';

type Props = { preset: Preset; settings: Settings; onEdit: EditPreset };

/** In the list of words; countries are two capital letters. */
const STANDARD = 'standard';
const OWN = 'own';

/** How posts say that the link pays. Leaving it out is a box of its own, so that nobody does it by a slip. */
export function DisclosureFields({ preset, settings, onEdit }: Props) {
  const { disclosure } = preset;
  const { disclosureCountry } = effective(preset, settings, navigator.language);
  const own = useDraft(disclosure.kind === 'own' ? disclosure.text : '', (text) =>
    sentenceFor(onEdit({ disclosure: { kind: 'own', text } })),
  );
  const set = (choice: DisclosureChoice) => onEdit({ disclosure: choice });

  function choose(value: string) {
    const country = disclosureCountryChoices.find((choice) => choice.value === value)?.value;
    if (country) set({ kind: 'country', country });
    else if (value === OWN) set({ kind: 'own', text: disclosureOf(disclosureCountry).sentence });
    else set({ kind: 'standard' });
  }

  const words = chosenDisclosure(disclosure, disclosureCountry).sentence;
  return (
    <div class="stack">
      <div class="pair">
        <SelectField
          label="Disclosure"
          value={disclosure.kind === 'country' ? disclosure.country : disclosure.kind}
          choices={[
            { value: STANDARD, label: `${nameOf('country', disclosureCountry)} (settings)` },
            { value: OWN, label: 'My own words' },
            ...disclosureCountryChoices,
            ...(disclosure.kind === 'none' ? [{ value: 'none', label: 'None: left out' }] : []),
          ]}
          onChoose={choose}
        />
        {disclosure.kind === 'own' ? (
          <TextField label="My own words" draft={own} />
        ) : (
          <Said label="Posts say" text={words || 'Nothing'} />
        )}
      </div>
      <CheckField
        label="Leave the disclosure out"
        hint="Most countries and the programme want readers to be told. Only for places where you say it yourself."
        checked={disclosure.kind === 'none'}
        onChange={(isOut) => set({ kind: isOut ? 'none' : 'standard' })}
      />
    </div>
  );
}
