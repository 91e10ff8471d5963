import type { Me } from '../../../lib/contract/access.ts';
import type { Output, Preset } from '../../../lib/contract/presets.ts';
import type { Settings } from '../../../lib/contract/settings.ts';
import { effective } from '../../../lib/settings/defaults.ts';
import { Segments, TextField } from '../Fields.tsx';
import { MarketFields } from '../MarketFields.tsx';
import { nameOf } from '../markets.ts';
import { useDraft } from '../use-draft.ts';
import { DisclosureFields } from './DisclosureFields.tsx';
import { type EditPreset, sentenceFor } from './edit.ts';
import { OutputFields } from './OutputFields.tsx';
import { Preview } from './Preview.tsx';
import { SubIdField } from './SubIdField.tsx';
import { TrackingIdField } from './TrackingIdField.tsx';

type Props = { preset: Preset; settings: Settings; me: Me | undefined; onEdit: EditPreset };

/** Everything that a preset holds, with the post that comes of it in sight. */
export function PresetEditor({ preset, settings, me, onEdit }: Props) {
  const name = useDraft(preset.name, (text) => sentenceFor(onEdit({ name: text })));
  const output = useDraft<Output>(preset.output, (value) => sentenceFor(onEdit({ output: value })));
  return (
    <div class="editor">
      <div class="editor-fields">
        <div class="pair">
          <TextField label="Name" draft={name} hint="As you choose it when you copy." />
          <TrackingIdField trackingId={preset.trackingId} me={me} onEdit={onEdit} />
        </div>
        <OutputFields draft={output} />
        <DisclosureFields preset={preset} settings={settings} onEdit={onEdit} />
        <MarketFields locale={preset} otherwise={inherited(preset, settings)} onChange={onEdit}>
          <Segments
            label="Commission"
            value={preset.linkType}
            choices={[
              { value: 'normal', label: 'Normal' },
              { value: 'hot', label: 'Hot products' },
            ]}
            onChoose={(linkType) => onEdit({ linkType })}
          />
        </MarketFields>
        <div class="sub-ids">
          {(['cn', 'cv', 'dp'] as const).map((field) => (
            <SubIdField key={field} field={field} subIds={preset.subIds} onEdit={onEdit} />
          ))}
        </div>
        <p class="quiet">
          Sub-ids are marks of your own: they come back in the order reports of AliExpress and are seen in the link.
        </p>
      </div>
      <Preview preset={{ ...preset, output: output.value }} settings={settings} me={me} />
    </div>
  );
}

/** What the market fields come to while nothing is chosen in the preset. */
function inherited(preset: Preset, settings: Settings) {
  const open = { ...preset, language: null, country: null, currency: null };
  const { language, country, currency } = effective(open, settings, navigator.language);
  const said = (name: string | null) => (name === null ? 'As in the settings' : `${name} (settings)`);
  return {
    language: said(nameOf('language', language)),
    country: said(country && nameOf('country', country)),
    currency: said(currency),
  };
}
