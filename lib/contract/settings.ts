import * as z from 'zod/mini';

/** What the person has chosen, kept in this browser. Never holds the token. */
export const Settings = z.object({
  version: z.literal(1),
  /** The in-page button is off until the person has said yes (rule AE-1). */
  button: z.object({ on: z.boolean() }),
});
export type Settings = z.infer<typeof Settings>;

export const firstSettings: Settings = { version: 1, button: { on: false } };
