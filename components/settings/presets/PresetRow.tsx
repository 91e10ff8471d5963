import type { IconNode } from 'lucide';
import { ArrowDown, ArrowUp, ChevronDown, Copy, Trash2 } from 'lucide';
import type { Preset } from '../../../lib/contract/presets.ts';
import { Icon } from '../../Icon.tsx';
import { formatName } from '../markets.ts';
import { editorId } from './edit.ts';

type Props = {
  preset: Preset;
  /** Under which id it goes out if it names none. */
  defaultId: string | undefined;
  place: { index: number; count: number };
  isOpen: boolean;
  onToggle(): void;
  onMove(to: number): void;
  onDuplicate(): void;
  onDelete(): void;
};

/** A preset in one line: what it is, and what can be done with it. */
export function PresetRow({ preset, defaultId, place, isOpen, onToggle, onMove, onDuplicate, onDelete }: Props) {
  const { name, trackingId } = preset;
  const { index, count } = place;

  function byKey(event: KeyboardEvent) {
    const step = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    if (step === undefined) return;
    event.preventDefault();
    onMove(index + step);
  }

  return (
    <div class="preset-row">
      <button
        type="button"
        class="preset-name"
        aria-expanded={isOpen}
        aria-controls={editorId(preset.id)}
        title="Alt and an arrow key move it"
        onClick={onToggle}
        onKeyDown={byKey}
      >
        <Icon of={ChevronDown} />
        <strong>{name}</strong>
        <span class="mono id">{trackingId ?? defaultId ?? 'default id'}</span>
        <span class="quiet">{written(preset)}</span>
      </button>
      <RowButton label={`Move ${name} up`} icon={ArrowUp} off={index === 0} onPress={() => onMove(index - 1)} />
      <RowButton
        label={`Move ${name} down`}
        icon={ArrowDown}
        off={index === count - 1}
        onPress={() => onMove(index + 1)}
      />
      <RowButton label={`Duplicate ${name}`} icon={Copy} onPress={onDuplicate} />
      <RowButton
        label={count === 1 ? 'The last preset stays: without any there is nothing to copy' : `Delete ${name}`}
        icon={Trash2}
        off={count === 1}
        onPress={onDelete}
      />
    </div>
  );
}

type RowButtonProps = { label: string; icon: IconNode; off?: boolean; onPress(): void };

/** Stays reachable when it has nothing to do, so that the focus is not lost at the end of the list. */
function RowButton({ label, icon, off = false, onPress }: RowButtonProps) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      aria-disabled={off}
      onClick={() => off || onPress()}
    >
      <Icon of={icon} />
    </button>
  );
}

function written({ output }: Preset): string {
  return output.kind === 'format' ? formatName(output.format) : `${formatName(output.channel)}, own template`;
}
