import type { ComponentChildren, TargetedWheelEvent } from 'preact';
import type { PresetChoice } from '../lib/contract/messages.ts';

type Props = {
  /** Undefined until they are known; the row is as high without them. */
  presets: PresetChoice[] | undefined;
  chosen: string | undefined;
  onChoose(preset: PresetChoice): void;
  /** What else belongs to the row, at its end. */
  children?: ComponentChildren;
};

/** The presets as one row of choices; arrow keys go along it, as in every group of radio buttons. */
export function PresetRow({ presets, chosen, onChoose, children }: Props) {
  return (
    <fieldset class="presets">
      <legend>Preset</legend>
      <div class="choices" onWheel={scrollAlong}>
        {presets?.map((preset) => (
          <label key={preset.id} class="chip">
            <input
              type="radio"
              name="preset"
              value={preset.id}
              checked={preset.id === chosen}
              onChange={() => onChoose(preset)}
            />
            <span dir="auto">{preset.name}</span>
            {preset.trackingId !== null && <small class="mono">{preset.trackingId}</small>}
          </label>
        ))}
      </div>
      {children}
    </fieldset>
  );
}

/** A wheel turns up and down; a row that goes on beyond its end follows it sideways. */
function scrollAlong(event: TargetedWheelEvent<HTMLDivElement>): void {
  const row = event.currentTarget;
  if (row.scrollWidth <= row.clientWidth || event.deltaX !== 0) return;
  event.preventDefault();
  row.scrollLeft += event.deltaY;
}
