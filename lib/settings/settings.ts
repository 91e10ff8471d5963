import * as z from 'zod/mini';
import type { Settings } from '../contract/settings.ts';
import { check, type Problem, parseJson } from '../links/checked.ts';
import { checkPreset } from '../links/presets.ts';
import { firstSettings, settingsLine } from './versions.ts';

/** Why stored settings cannot be used. Nothing is overwritten: save `raw` to a file, then reset. */
export interface SettingsTrouble {
  kind: 'newer' | 'corrupt';
  message: string;
  hint: string;
  problems: Problem[];
  raw: unknown;
}

/** `migrated`: they came in an older shape and are to be stored again. */
export type ReadSettings =
  | { ok: true; settings: Settings; migrated: boolean }
  | { ok: false; trouble: SettingsTrouble };

const Versioned = z.object({ version: z.int().check(z.gte(1)) });

/** Reads settings as they were stored, in whatever version. Nothing stored yet (undefined) is a first start. */
export function readSettings(stored: unknown): ReadSettings {
  if (stored === undefined) {
    return { ok: true, settings: firstSettings, migrated: false };
  }
  const versioned = check(Versioned, stored);
  if (!versioned.ok) {
    return corrupt(stored, versioned.problems);
  }
  const { version } = versioned.value;
  if (version > settingsLine.newest) {
    return newer(stored, version);
  }
  const read = settingsLine.read(stored, version);
  return read.ok
    ? { ok: true, settings: read.value, migrated: version < settingsLine.newest }
    : corrupt(stored, read.problems);
}

/** The settings as a file. Also for `raw` of a trouble: whatever was stored is saved as it is. */
export function exportSettings(settings: unknown): string {
  return `${JSON.stringify(settings, null, 2)}\n`;
}

/** Reads a file of exported settings, of this or an older version. Templates in it must be sound as well. */
export function importSettings(text: string): ReadSettings {
  const json = parseJson(text);
  if (!json.ok) {
    return corrupt(text, json.problems);
  }
  const read = readSettings(json.value ?? null);
  if (!read.ok) {
    return read;
  }
  const problems = read.settings.presets.flatMap((preset, index) => {
    const checked = checkPreset(preset, `presets[${index}]`);
    return checked.ok ? [] : checked.problems;
  });
  return problems.length > 0 ? corrupt(json.value, problems) : read;
}

function newer(raw: unknown, version: number): ReadSettings {
  return {
    ok: false,
    trouble: {
      kind: 'newer',
      message: `These settings are of version ${version}; this Waybill knows versions up to ${settingsLine.newest}.`,
      hint: 'Update Waybill. To go on with this one, save the settings to a file and reset them.',
      problems: [],
      raw,
    },
  };
}

function corrupt(raw: unknown, problems: Problem[]): ReadSettings {
  return {
    ok: false,
    trouble: {
      kind: 'corrupt',
      message: `The settings cannot be read: ${problems[0]?.message ?? 'they are not in a known form.'}`,
      hint: 'Save them to a file to mend and import them, or reset them.',
      problems,
      raw,
    },
  };
}
