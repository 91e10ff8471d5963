import { useState } from 'preact/hooks';
import type { Me } from '../../../lib/contract/access.ts';
import type { Preset } from '../../../lib/contract/presets.ts';
import type { Settings } from '../../../lib/contract/settings.ts';
import { lacksErid } from '../../../lib/links/disclosure.ts';
import { effective } from '../../../lib/settings/defaults.ts';
import { presetPost } from '../../../lib/settings/preset-post.ts';
import { SelectField } from '../Fields.tsx';
import { presetNotices } from './notices.ts';
import { type Known, sampleSource } from './sample.ts';

type Props = { preset: Preset; settings: Settings; me: Me | undefined };

/** The post as it would be pasted now, of a sample product. */
export function Preview({ preset, settings, me }: Props) {
  const [known, setKnown] = useState<Known>('everything');
  const market = effective(preset, settings, navigator.language);
  const source = sampleSource(known, {
    trackingId: preset.trackingId ?? me?.defaultTrackingId ?? 'default',
    currency: market.currency ?? 'USD',
    erid: lacksErid(preset.disclosure, market.disclosureCountry, undefined),
  });
  const written = presetPost(preset, settings, navigator.language, source);
  const length = written.ok ? written.post.length : undefined;
  return (
    <aside class="preview" aria-label={`Preview of ${preset.name}`}>
      <div class="preview-body">
        <SelectField<Known>
          label="Preview with"
          value={known}
          choices={[
            { value: 'everything', label: 'All facts of a sample product' },
            { value: 'price', label: 'Its title and price alone' },
            { value: 'link', label: 'Nothing but the link' },
          ]}
          onChoose={setKnown}
        />
        <p class={`paper mono ${written.ok ? '' : 'quiet'}`} dir="auto">
          {written.ok ? written.post.text : 'The preview comes back once the template is mended.'}
        </p>
        <p class="row spread quiet">
          <span>
            id <span class="mono">{source.made.trackingId}</span>
          </span>
          {length && (
            <span class={length.used > length.limit ? 'problem' : ''}>
              {length.used} of {length.limit} characters
            </span>
          )}
        </p>
        <ul class="cautions">
          {presetNotices(preset, market).map((notice) => (
            <li key={notice} class="caution">
              {notice}
            </li>
          ))}
        </ul>
      </div>
    </aside>
  );
}
