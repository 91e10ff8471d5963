import type { PresetChoice } from '../contract/messages.ts';
import type { Preset } from '../contract/presets.ts';
import { channels } from '../links/formats/channels.ts';

export function presetChoice({ id, name, trackingId, output }: Preset): PresetChoice {
  const channel = channels[output.kind === 'format' ? output.format : output.channel];
  return { id, name, trackingId, rich: channel.rich !== undefined };
}

/** Whether the post names anything of the product, so that its facts must be asked for. */
export function saysMoreThanLink({ output }: Preset): boolean {
  if (output.kind === 'format') return output.format !== 'address';
  return /\{[?!]?(title|price|was|discount|rating|orders|image)\}/.test(output.text);
}
