import type { PresetChoice } from '../../lib/contract/messages.ts';

type Props = {
  presets: PresetChoice[] | undefined;
  chosen: PresetChoice | undefined;
  onChoose(preset: PresetChoice): void;
};

/** The presets, the last used one first; arrow keys go through them as through any group of choices. */
export function PresetRow({ presets, chosen, onChoose }: Props) {
  return (
    <fieldset class="presets">
      <legend class="aloud">Preset</legend>
      {presets?.map((preset) => (
        <label key={preset.id} class="chip">
          <input
            type="radio"
            name="preset"
            value={preset.id}
            checked={preset.id === chosen?.id}
            onChange={() => onChoose(preset)}
          />
          <span dir="auto">{preset.name}</span>
        </label>
      ))}
      {!presets && <span class="skeleton chip-size" />}
      <a class="chip" href="/options.html#presets" target="_blank" rel="noreferrer" aria-label="Edit presets">
        +
      </a>
    </fieldset>
  );
}
