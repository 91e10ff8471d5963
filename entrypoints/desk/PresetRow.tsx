import type { PresetChoice } from '../../lib/contract/messages.ts';

type Props = { presets: PresetChoice[]; chosen: string | undefined; onChoose(id: string): void };

/** The presets as one row of choices; arrow keys go along it, as in every group of radio buttons. */
export function PresetRow({ presets, chosen, onChoose }: Props) {
  return (
    <fieldset class="presets">
      <legend>Preset</legend>
      {presets.map(({ id, name, trackingId }) => (
        <label key={id} class="preset">
          <input type="radio" name="preset" value={id} checked={id === chosen} onChange={() => onChoose(id)} />
          <span dir="auto">{name}</span>
          {trackingId !== null && <small class="mono">{trackingId}</small>}
        </label>
      ))}
    </fieldset>
  );
}
