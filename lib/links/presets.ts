import { LastUsed, MAX_PRESET_NAME, MAX_PRESETS, Preset, type UseContext } from '../contract/presets.ts';
import { type Checked, check, type Problem, problem } from './checked.ts';
import { parseTemplate } from './templates.ts';

/** The list of presets in the person's own order. Every operation answers with a new list. */
export type Presets = readonly Preset[];

/** What brings a deleted preset back. */
export interface Deletion {
  presets: Presets;
  undo: { preset: Preset; index: number };
}

/** What a preset holds unless its maker says otherwise. */
const plain: Omit<Preset, 'id' | 'name'> = {
  trackingId: null,
  subIds: {},
  linkType: 'normal',
  output: { kind: 'format', format: 'address' },
  disclosure: { kind: 'standard' },
  language: null,
  country: null,
  currency: null,
};

/** What a person finds on the first day. */
export const firstPresets: Presets = [
  { ...plain, id: 'plain', name: 'Plain link' },
  { ...plain, id: 'telegram', name: 'Telegram', output: { kind: 'format', format: 'telegram-html' } },
  { ...plain, id: 'blog', name: 'Blog (HTML)', output: { kind: 'format', format: 'html' } },
];

/** Checks a preset that comes from outside: its fields, and its template if it has one. */
export function checkPreset(value: unknown, field = ''): Checked<Preset> {
  const checked = check(Preset, value, field);
  if (!checked.ok || checked.value.output.kind === 'format') {
    return checked;
  }
  const { text, channel } = checked.value.output;
  const parsed = parseTemplate(text, channel);
  if (parsed.ok) {
    return checked;
  }
  const where = field === '' ? 'output.text' : `${field}.output.text`;
  const problems: Problem[] = parsed.problems.map(({ line, column, message, hint }) => ({
    field: where,
    message: `Line ${line}, column ${column}: ${message}`,
    hint,
  }));
  return { ok: false, problems };
}

/** Adds a preset at the end. `id` is new; what `fields` leaves out is plain. */
export function createPreset(
  presets: Presets,
  fields: Pick<Preset, 'name'> & Partial<Preset>,
  id: string,
): Checked<Presets> {
  return insertPreset(presets, { ...plain, ...fields, id }, presets.length);
}

/** Changes fields of a preset; its id stays. */
export function editPreset(presets: Presets, id: string, changes: Partial<Omit<Preset, 'id'>>): Checked<Presets> {
  return withPreset(presets, id, (preset, index) => {
    const checked = checkPreset({ ...preset, ...changes, id });
    return checked.ok ? { ok: true, value: presets.with(index, checked.value) } : checked;
  });
}

/** Puts a copy right behind the preset, named so that the two can be told apart. */
export function duplicatePreset(presets: Presets, id: string, newId: string): Checked<Presets> {
  return withPreset(presets, id, (preset, index) =>
    insertPreset(presets, { ...preset, id: newId, name: freeName(presets, preset.name) }, index + 1),
  );
}

/** Moves a preset to a place in the list; a place beyond an end is that end. */
export function movePreset(presets: Presets, id: string, to: number): Checked<Presets> {
  return withPreset(presets, id, (preset, index) => {
    const others = presets.toSpliced(index, 1);
    return { ok: true, value: others.toSpliced(clamp(to, others.length), 0, preset) };
  });
}

/** Takes a preset away, with what `restorePreset` needs. The last one stays: without any there is nothing to copy. */
export function deletePreset(presets: Presets, id: string): Checked<Deletion> {
  return withPreset(presets, id, (preset, index) =>
    presets.length === 1
      ? problem('', 'The last preset cannot be deleted.', 'Create another first, or change this one.')
      : { ok: true, value: { presets: presets.toSpliced(index, 1), undo: { preset, index } } },
  );
}

/** Undoes a deletion, in the old place, whatever has been done to the list since. */
export function restorePreset(presets: Presets, { preset, index }: Deletion['undo']): Checked<Presets> {
  return insertPreset(presets, preset, clamp(index, presets.length));
}

/** Remembers the preset that a way in was used with. */
export function rememberUse(lastUsed: LastUsed, context: UseContext, id: string): LastUsed {
  return { ...lastUsed, any: id, [context]: id };
}

/** The presets with the one to offer first: the last used in this way in, else the last used anywhere. */
export function lastUsedFirst(presets: Presets, lastUsed: LastUsed, context: UseContext): Presets {
  const first = [lastUsed[context], lastUsed.any]
    .map((id) => presets.find((preset) => preset.id === id))
    .find((preset) => preset !== undefined);
  return first === undefined ? presets : [first, ...presets.filter((preset) => preset !== first)];
}

/** What was remembered, from storage. Nothing is lost but convenience if it cannot be read, so it starts anew. */
export function readLastUsed(stored: unknown): LastUsed {
  const parsed = LastUsed.safeParse(stored);
  return parsed.success ? parsed.data : {};
}

/** `name copy`, `name copy 2` and so on: the first that is free, within the length that a name may have. */
function freeName(presets: Presets, name: string): string {
  const taken = new Set(presets.map((preset) => preset.name));
  for (let count = 1; ; count += 1) {
    const ending = count === 1 ? ' copy' : ` copy ${count}`;
    const candidate = name.slice(0, MAX_PRESET_NAME - ending.length).replace(/[\ud800-\udbff]$/, '') + ending;
    if (!taken.has(candidate)) {
      return candidate;
    }
  }
}

function insertPreset(presets: Presets, preset: Preset, index: number): Checked<Presets> {
  if (presets.length >= MAX_PRESETS) {
    return problem('', `There is room for ${MAX_PRESETS} presets.`, 'Delete one that you no longer need.');
  }
  if (presets.some(({ id }) => id === preset.id)) {
    return problem('id', 'There is a preset with this id already.');
  }
  const checked = checkPreset(preset);
  return checked.ok ? { ok: true, value: presets.toSpliced(index, 0, checked.value) } : checked;
}

function withPreset<T>(presets: Presets, id: string, use: (preset: Preset, index: number) => Checked<T>): Checked<T> {
  const index = presets.findIndex((preset) => preset.id === id);
  const preset = presets[index];
  return preset === undefined
    ? problem('id', 'This preset is not there any more.', 'Reload the page to see the presets as they are.')
    : use(preset, index);
}

function clamp(index: number, most: number): number {
  return Math.min(Math.max(Math.trunc(index), 0), most);
}
