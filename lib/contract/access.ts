import * as z from 'zod/mini';

/** Eight characters of Crockford base32 (40 bits); case, spaces and dashes do not matter. */
export const PAIRING_CODE_LENGTH = 8;

/** How long a pairing code can be used, in milliseconds. */
export const PAIRING_CODE_LIFE = 10 * 60 * 1000;

export const AccessName = z.string().check(z.trim(), z.minLength(1), z.maxLength(64));

export const PairingRequest = z.object({
  code: z.string().check(z.minLength(1), z.maxLength(64)),
  name: z.optional(AccessName),
});
export type PairingRequest = z.infer<typeof PairingRequest>;

export const PairingAnswer = z.object({ token: z.string(), name: z.string(), publicUrl: z.string() });
export type PairingAnswer = z.infer<typeof PairingAnswer>;

export const Mode = z.enum(['live', 'sandbox']);
export type Mode = z.infer<typeof Mode>;

/** What a token may do and what is left of today's calls. */
export const Me = z.object({
  name: z.string(),
  mode: Mode,
  trackingIds: z.array(z.string()),
  defaultTrackingId: z.string(),
  quota: z.object({ used: z.int(), limit: z.int(), resetsAt: z.string() }),
});
export type Me = z.infer<typeof Me>;
