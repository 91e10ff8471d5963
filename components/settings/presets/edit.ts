import type { Preset } from '../../../lib/contract/presets.ts';
import type { Checked, Problem } from '../../../lib/links/checked.ts';
import type { Presets } from '../../../lib/links/presets.ts';

/** Changes the list of presets; what is wrong is answered and nothing is stored. */
export type ChangePresets = (update: (presets: Presets) => Checked<Presets>) => Problem[];

/** Changes fields of one preset; what is wrong is answered and nothing is stored. */
export type EditPreset = (changes: Partial<Omit<Preset, 'id'>>) => Problem[];

/** What each field takes, said as under the field. */
const takes: Readonly<Record<string, string>> = {
  name: 'A name has 1 to 60 characters.',
  trackingId: 'A tracking id has 1 to 64 letters, digits, "-" or "_".',
  cn: '1 to 64 letters, digits, ".", "-" or "_".',
  cv: '1 to 64 letters, digits, ".", "-" or "_".',
  dp: '1 to 64 letters, digits, ".", "-" or "_".',
  text: 'The disclosure has 1 to 100 characters.',
};

/** The sentence under a field for what is wrong with the preset; undefined if nothing is. */
export function sentenceFor(problems: readonly Problem[]): string | undefined {
  const [problem] = problems;
  if (!problem) return undefined;
  const name = problem.field.split('.').at(-1) ?? '';
  return `${takes[name] ?? problem.message} Not stored yet.`;
}

/** What is wrong with a change of the list, in one line; empty if nothing is. */
export function told(problems: readonly Problem[]): string {
  return problems.map(({ message, hint = '' }) => `${message} ${hint}`).join(' ');
}

/** Where the editor of a preset stands in the page. */
export function editorId(presetId: string): string {
  return `preset-${presetId}`;
}
