import { Fragment } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Me } from '../../../lib/contract/access.ts';
import type { Settings } from '../../../lib/contract/settings.ts';
import {
  type Deletion,
  deletePreset,
  duplicatePreset,
  editPreset,
  movePreset,
  restorePreset,
} from '../../../lib/links/presets.ts';
import { UndoLine } from '../UndoLine.tsx';
import { type ChangePresets, editorId, told } from './edit.ts';
import { PresetEditor } from './PresetEditor.tsx';
import { PresetRow } from './PresetRow.tsx';

type Props = {
  settings: Settings;
  me: Me | undefined;
  openId: string | undefined;
  onOpen(id: string | undefined): void;
  onChange: ChangePresets;
  /** What a press came to, in words. */
  onSay(words: string): void;
};

/** The presets in the person's own order. A deleted one leaves a line with Undo in its place. */
export function PresetList({ settings, me, openId, onOpen, onChange, onSay }: Props) {
  const { presets } = settings;
  const [gone, setGone] = useState<Deletion['undo']>();
  // An editor keeps what could not be stored, so one that was opened stays, hidden.
  const opened = useRef(new Set<string>());
  if (openId !== undefined) opened.current.add(openId);

  function remove(id: string) {
    const deletion = deletePreset(presets, id);
    if (!deletion.ok) return onSay(told(deletion.problems));
    onChange(() => ({ ok: true, value: deletion.value.presets }));
    opened.current.delete(id);
    setGone(deletion.value.undo);
    onSay('');
  }

  function restore(deletion: Deletion['undo']) {
    onChange((all) => restorePreset(all, deletion));
    setGone(undefined);
    focusRow(deletion.preset.id);
  }

  function move(id: string, name: string, to: number) {
    if (to < 0 || to >= presets.length) return;
    onChange((all) => movePreset(all, id, to));
    onSay(`${name} is now ${to + 1} of ${presets.length}.`);
  }

  function duplicate(id: string, name: string) {
    const refused = onChange((all) => duplicatePreset(all, id, crypto.randomUUID()));
    onSay(refused.length > 0 ? told(refused) : `${name} has a copy behind it.`);
  }

  const undoLine = gone && (
    <li>
      <UndoLine
        words={`${gone.preset.name} is deleted.`}
        onUndo={() => restore(gone)}
        onDismiss={() => {
          setGone(undefined);
          focusRow(presets[Math.min(gone.index, presets.length - 1)]?.id);
        }}
      />
    </li>
  );

  return (
    <ol class="preset-list">
      {presets.map((preset, index) => (
        <Fragment key={preset.id}>
          {gone?.index === index && undoLine}
          <li>
            <PresetRow
              preset={preset}
              defaultId={me?.defaultTrackingId}
              place={{ index, count: presets.length }}
              isOpen={openId === preset.id}
              onToggle={() => onOpen(openId === preset.id ? undefined : preset.id)}
              onMove={(to) => move(preset.id, preset.name, to)}
              onDuplicate={() => duplicate(preset.id, preset.name)}
              onDelete={() => remove(preset.id)}
            />
            {opened.current.has(preset.id) && (
              <div id={editorId(preset.id)} hidden={openId !== preset.id}>
                <PresetEditor
                  preset={preset}
                  settings={settings}
                  me={me}
                  onEdit={(changes) => onChange((all) => editPreset(all, preset.id, changes))}
                />
              </div>
            )}
          </li>
        </Fragment>
      ))}
      {gone !== undefined && gone.index >= presets.length && undoLine}
    </ol>
  );
}

function focusRow(presetId: string | undefined): void {
  if (presetId === undefined) return;
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>(`[aria-controls="${editorId(presetId)}"]`)?.focus();
  });
}
