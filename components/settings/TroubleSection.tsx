import { useState } from 'preact/hooks';
import type { SettingsTrouble } from '../../lib/contract/messages.ts';
import type { Settings } from '../../lib/contract/settings.ts';
import type { Problem } from '../../lib/links/checked.ts';
import { exportSettings } from '../../lib/settings/settings.ts';
import { firstSettings } from '../../lib/settings/versions.ts';
import { Notice } from '../Notice.tsx';
import { ConfirmButton } from './ConfirmButton.tsx';
import { FileProblems, OpenButton, SaveButton } from './files.tsx';
import { readSettingsFile } from './read-settings-file.ts';
import { Section } from './Section.tsx';

type Props = { trouble: SettingsTrouble; onReplace(settings: Settings): void };

/** Stored settings that cannot be used: nothing is touched until the person decides. */
export function TroubleSection({ trouble, onReplace }: Props) {
  const [problems, setProblems] = useState<Problem[]>([]);

  function open(text: string) {
    const read = readSettingsFile(text, false);
    if (read.ok) onReplace(read.value);
    else setProblems(read.problems);
  }

  return (
    <Section id="trouble" title="Your settings need a decision">
      <Notice tone="bad" title={trouble.message} text={trouble.hint} />
      <p>Until then no link can be made. Nothing that is stored has been changed.</p>
      <div class="row">
        <SaveButton label="Save to a file" name="waybill-settings-as-stored" text={() => exportSettings(trouble.raw)} />
        <OpenButton label="Import from a file" onText={open} />
        <ConfirmButton
          label="Reset"
          title="Reset all settings?"
          confirm="Reset"
          onConfirm={() => onReplace(firstSettings)}
        >
          <p>
            What is stored now is replaced by the settings of the first day and cannot be brought back, unless you have
            saved it to a file. The pairing stays.
          </p>
        </ConfirmButton>
      </div>
      <FileProblems problems={problems} />
    </Section>
  );
}
