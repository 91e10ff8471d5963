import { useState } from 'preact/hooks';
import type { Failure } from '../../lib/contract/failure.ts';
import type { Settings } from '../../lib/contract/settings.ts';
import type { Problem } from '../../lib/links/checked.ts';
import { ask } from '../../lib/messaging/ask.ts';
import { exportSettings } from '../../lib/settings/settings.ts';
import { firstSettings } from '../../lib/settings/versions.ts';
import { FailureNotice } from '../Notice.tsx';
import { ConfirmButton } from './ConfirmButton.tsx';
import { FileProblems, OpenButton, SaveButton } from './files.tsx';
import { readSettingsFile } from './read-settings-file.ts';
import { Section } from './Section.tsx';
import { UndoLine } from './UndoLine.tsx';

type Props = { settings: Settings; onReplace(settings: Settings): void; onDeleted(): void };

/** All settings as one thing: to a file, from a file, back to the first day, or gone. */
export function AllSettingsSection({ settings, onReplace, onDeleted }: Props) {
  const [problems, setProblems] = useState<Problem[]>([]);
  const [replaced, setReplaced] = useState<{ words: string; before: Settings }>();

  function replace(next: Settings, words: string) {
    setReplaced({ words, before: settings });
    setProblems([]);
    onReplace(next);
  }

  function open(text: string) {
    const read = readSettingsFile(text, settings.button.on);
    if (read.ok) replace(read.value, 'The settings of the file are in use.');
    else setProblems(read.problems);
  }

  return (
    <Section
      id="all"
      title="All settings"
      lead="The file holds presets, templates and choices. The access to the backend is not in it."
    >
      <div class="row">
        <SaveButton label="Export to a file" name="waybill-settings" text={() => exportSettings(settings)} />
        <OpenButton label="Import from a file" onText={open} />
        <ConfirmButton
          label="Reset"
          title="Reset all settings?"
          confirm="Reset"
          onConfirm={() => replace(firstSettings, 'All settings are as on the first day.')}
        >
          <p>Presets, templates and choices go back to those of the first day. The pairing stays.</p>
        </ConfirmButton>
      </div>
      <FileProblems problems={problems} />
      {replaced && (
        <UndoLine
          words={replaced.words}
          onUndo={() => {
            onReplace(replaced.before);
            setReplaced(undefined);
          }}
          onDismiss={() => setReplaced(undefined)}
        />
      )}
      <DeleteEverything
        onDeleted={() => {
          setReplaced(undefined);
          onDeleted();
        }}
      />
    </Section>
  );
}

function DeleteEverything({ onDeleted }: { onDeleted(): void }) {
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<Failure>();

  async function forget() {
    const answer = await ask('everything.delete', {});
    setProblem(answer.ok ? undefined : answer.failure);
    setSaid(answer.ok ? 'Everything is deleted.' : '');
    if (answer.ok) onDeleted();
  }

  return (
    <>
      <div class="row">
        <ConfirmButton
          label="Delete everything"
          title="Delete everything from this browser?"
          confirm="Delete everything"
          onConfirm={() => void forget()}
        >
          <p>
            Gone are all presets and settings, here and in the synchronised storage of your browser account, the access
            to the backend, and the permissions for AliExpress and the backend. This cannot be undone.
          </p>
          <p>The links that you made keep working and stay in the ledger of the backend.</p>
        </ConfirmButton>
        <span role="status">{said}</span>
      </div>
      {problem && <FailureNotice failure={problem} />}
    </>
  );
}
