import { useEffect, useState } from 'preact/hooks';
import type { PresetChoice } from '../../lib/contract/messages.ts';
import { ask } from '../../lib/messaging/ask.ts';

type Presets = { presets: PresetChoice[]; chosen: PresetChoice | undefined; choose(id: string): void };

/** The presets, the one that the desk was last used with first and chosen. */
export function usePresets(): Presets {
  const [presets, setPresets] = useState<PresetChoice[]>([]);
  const [id, setId] = useState<string>();
  useEffect(() => {
    void ask('presets.list', { context: 'desk' }).then((answer) => answer.ok && setPresets(answer.value));
  }, []);
  return { presets, chosen: presets.find((preset) => preset.id === id) ?? presets[0], choose: setId };
}
