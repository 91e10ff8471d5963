import * as z from 'zod/mini';
import { Settings } from '../contract/settings.ts';
import { firstPresets } from '../links/presets.ts';
import { firstVersion, nextVersion } from './version-line.ts';

/*
 * Every shape that settings were ever stored in. A new version: freeze the shape of lib/contract/settings.ts here under
 * its number, change the contract, add it to the line with its migration, and put an example of it into
 * test/fixtures/settings.
 */

/** What a person starts with. The button is off until they have said yes. */
export const firstSettings: Settings = {
  version: 2,
  button: { on: false, corner: 'bottom-left', collapsed: false },
  copyOnOpen: false,
  disclosureCountry: null,
  locale: { language: null, country: null, currency: null },
  presets: [...firstPresets],
};

/** The first shape held only the switch of the button. */
const Settings1 = z.object({ version: z.literal(1), button: z.object({ on: z.boolean() }) });

export const settingsLine = nextVersion(firstVersion(Settings1), 2, Settings, ({ button }) => ({
  ...firstSettings,
  button: { ...firstSettings.button, on: button.on },
}));
