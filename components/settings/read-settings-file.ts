import type { Settings } from '../../lib/contract/settings.ts';
import { type Checked, problem } from '../../lib/links/checked.ts';
import { importSettings } from '../../lib/settings/settings.ts';

/**
 * Reads a file of settings. The in-page button stays as it is (`isButtonOn`): a yes is given on this page, by a person
 * who has the caution in sight, not by a file (rule AE-1).
 */
export function readSettingsFile(text: string, isButtonOn: boolean): Checked<Settings> {
  const read = importSettings(text);
  if (read.ok) {
    const { settings } = read;
    return { ok: true, value: { ...settings, button: { ...settings.button, on: isButtonOn } } };
  }
  const { problems, message, hint } = read.trouble;
  return problems.length > 0 ? { ok: false, problems } : problem('', message, hint);
}
