import { Plus } from 'lucide';
import { useState } from 'preact/hooks';
import type { Me } from '../../../lib/contract/access.ts';
import type { Settings } from '../../../lib/contract/settings.ts';
import type { Problem } from '../../../lib/links/checked.ts';
import { exportPresets, importPresets } from '../../../lib/links/preset-exchange.ts';
import { createPreset, type Presets } from '../../../lib/links/presets.ts';
import { Icon } from '../../Icon.tsx';
import { FileProblems, OpenButton, SaveButton } from '../files.tsx';
import { Section } from '../Section.tsx';
import { type ChangePresets, editorId, told } from './edit.ts';
import { PresetList } from './PresetList.tsx';

type Props = { settings: Settings; me: Me | undefined; onChange: ChangePresets };

/** The destinations: each turns a page into a finished post for one place. */
export function PresetsSection({ settings, me, onChange }: Props) {
  const [openId, setOpenId] = useState<string>();
  const [problems, setProblems] = useState<Problem[]>([]);
  const [said, setSaid] = useState('');

  function create() {
    const id = crypto.randomUUID();
    const refused = onChange((presets) => createPreset(presets, { name: freeName(presets) }, id));
    setProblems([]);
    setSaid(told(refused));
    if (refused.length > 0) return;
    setOpenId(id);
    requestAnimationFrame(() => document.querySelector<HTMLInputElement>(`#${editorId(id)} input`)?.select());
  }

  function open(text: string) {
    const before = settings.presets.length;
    let added = 0;
    const refused = onChange((presets) => {
      const imported = importPresets(presets, text, () => crypto.randomUUID());
      if (imported.ok) added = imported.value.length - before;
      return imported;
    });
    setProblems(refused);
    setSaid(refused.length === 0 ? `${added} ${added === 1 ? 'preset' : 'presets'} added.` : '');
  }

  return (
    <Section
      id="presets"
      title="Presets"
      lead="One for each place that you post to: its tracking id, its text, its disclosure. Links are for your audience, not for you, your friends, relatives or colleagues: AliExpress pays nothing for those and may close the account."
    >
      <PresetList settings={settings} me={me} openId={openId} onOpen={setOpenId} onChange={onChange} onSay={setSaid} />
      <div class="row">
        <button type="button" class="button primary" onClick={create}>
          <Icon of={Plus} />
          New preset
        </button>
        <SaveButton label="Export presets" name="waybill-presets" text={() => exportPresets(settings.presets)} />
        <OpenButton label="Import presets" onText={open} />
        <span role="status" class="quiet">
          {said}
        </span>
      </div>
      <FileProblems problems={problems} />
    </Section>
  );
}

function freeName(presets: Presets): string {
  const taken = new Set(presets.map(({ name }) => name));
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? 'New preset' : `New preset ${count}`;
    if (!taken.has(name)) return name;
  }
}
