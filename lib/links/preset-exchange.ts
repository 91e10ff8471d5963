import * as z from 'zod/mini';
import { MAX_PRESETS, type Preset } from '../contract/presets.ts';
import { type Checked, check, type Problem, parseJson, problem } from './checked.ts';
import { checkPreset, type Presets } from './presets.ts';

const KIND = 'waybill-presets';

/** The form of the file; it changes when the form of a preset does. */
const VERSION = 1;

const PresetFile = z.object({ kind: z.literal(KIND), version: z.int(), presets: z.array(z.unknown()) });

/** The presets as a file: indented JSON, without anything secret. */
export function exportPresets(presets: Presets): string {
  return `${JSON.stringify({ kind: KIND, version: VERSION, presets }, null, 2)}\n`;
}

/**
 * Adds the presets of a file behind those that are there. All or nothing: with one bad preset none is taken, and every
 * problem names its field. A preset whose id is taken gets one from `newId`.
 */
export function importPresets(presets: Presets, text: string, newId: () => string): Checked<Presets> {
  const read = readPresetFile(text);
  if (!read.ok) {
    return read;
  }
  if (presets.length + read.value.length > MAX_PRESETS) {
    return problem(
      'presets',
      `There is room for ${MAX_PRESETS} presets: ${presets.length} are there, the file holds ${read.value.length}.`,
      'Delete presets that you no longer need, or shorten the file.',
    );
  }
  const taken = new Set(presets.map(({ id }) => id));
  const added = read.value.map((preset) => {
    const id = taken.has(preset.id) ? newId() : preset.id;
    taken.add(id);
    return { ...preset, id };
  });
  return { ok: true, value: [...presets, ...added] };
}

function readPresetFile(text: string): Checked<Preset[]> {
  const json = parseJson(text);
  const file = json.ok ? check(PresetFile, json.value) : json;
  if (!file.ok) {
    return file;
  }
  if (file.value.version > VERSION) {
    return problem('version', 'The file comes from a newer Waybill.', 'Update this one, then import again.');
  }
  return collect(file.value.presets.map((preset, index) => checkPreset(preset, `presets[${index}]`)));
}

function collect(checked: readonly Checked<Preset>[]): Checked<Preset[]> {
  const problems: Problem[] = checked.flatMap((one) => (one.ok ? [] : one.problems));
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, value: checked.flatMap((one) => (one.ok ? [one.value] : [])) };
}
