import { useEffect, useState } from 'preact/hooks';
import type { Output } from '../../lib/contract/presets.ts';
import { ask } from '../../lib/messaging/ask.ts';

/** How posts of a preset are written, which decides how many of them are put together. */
export function useOutput(presetId: string | undefined): Output | undefined {
  const [output, setOutput] = useState<Output>();
  useEffect(() => {
    void ask('settings.read', {}).then((answer) => {
      if (answer.ok && answer.value.ok) {
        setOutput(answer.value.settings.presets.find(({ id }) => id === presetId)?.output);
      }
    });
  }, [presetId]);
  return output;
}
