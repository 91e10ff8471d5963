import type { Outcome } from '../contract/outcome.ts';
import { done, failed } from '../contract/outcome.ts';
import type { Settings } from '../contract/settings.ts';
import { loadSettings } from '../storage/settings.ts';

/** The settings for a job that cannot go on without them. */
export async function usableSettings(): Promise<Outcome<Settings>> {
  const read = await loadSettings();
  if (read.ok) return done(read.settings);
  return failed('internal', {
    message: read.trouble.message,
    hint: 'Open the options of Waybill to save or reset them.',
  });
}
