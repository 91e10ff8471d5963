import * as z from 'zod/mini';
import { DisclosureCountry, Locale, MAX_PRESETS, Preset } from './presets.ts';

/** Where the button sits in the page. */
export const Corner = z.enum(['bottom-right', 'bottom-left', 'top-right', 'top-left']);
export type Corner = z.infer<typeof Corner>;

/**
 * Everything that a person has set, as the newest version stores it. It may be synchronised, so nothing secret is in
 * it: the pairing with its token is kept apart, on the device. A change of this shape is a new version: see
 * lib/settings/versions.ts.
 */
export const Settings = z.object({
  version: z.literal(2),
  /** The button in AliExpress pages: off until the person has said yes (rule AE-1); `collapsed` shows its icon only. */
  button: z.object({ on: z.boolean(), corner: Corner, collapsed: z.boolean() }),
  /** Copies as soon as the popup opens. */
  copyOnOpen: z.boolean(),
  /** Whose words say that a link pays. Null: those of the browser's locale. */
  disclosureCountry: z.nullable(DisclosureCountry),
  locale: Locale,
  presets: z.array(Preset).check(z.minLength(1), z.maxLength(MAX_PRESETS)),
});
export type Settings = z.infer<typeof Settings>;
