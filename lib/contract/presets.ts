import * as z from 'zod/mini';
import { Country, LinkType, SubIds, TrackingId } from './links.ts';

/** The channels that a post can be written for. */
export const FormatId = z.enum([
  'address',
  'markdown',
  'html',
  'bbcode',
  'telegram-html',
  'telegram-markdown',
  'discord',
  'whatsapp',
  'short',
  'youtube',
  'csv',
]);
export type FormatId = z.infer<typeof FormatId>;

/** Countries with disclosure words of their own; see lib/links/disclosure.ts. */
export const DisclosureCountry = z.enum([
  'US',
  'GB',
  'IE',
  'CA',
  'AU',
  'NZ',
  'DE',
  'AT',
  'CH',
  'FR',
  'ES',
  'MX',
  'IT',
  'PT',
  'BR',
  'NL',
  'PL',
  'CZ',
  'SE',
  'DK',
  'NO',
  'FI',
  'RU',
  'UA',
  'TR',
  'JP',
  'KR',
]);
export type DisclosureCountry = z.infer<typeof DisclosureCountry>;

/** In characters. A short post has room for it beside the link, whatever the script. */
export const MAX_DISCLOSURE = 100;

/** In characters: a long blog snippet, and small enough for synchronised storage. */
export const MAX_TEMPLATE = 4000;

export const MAX_PRESETS = 100;

/** In UTF-16 units. */
export const MAX_PRESET_NAME = 60;

/** What says that the link pays. `none` is only ever the person's own choice. */
export const DisclosureChoice = z.discriminatedUnion('kind', [
  /** The words of the country in the settings. */
  z.object({ kind: z.literal('standard') }),
  z.object({ kind: z.literal('country'), country: DisclosureCountry }),
  z.object({ kind: z.literal('own'), text: z.string().check(z.trim(), z.minLength(1), z.maxLength(MAX_DISCLOSURE)) }),
  z.object({ kind: z.literal('none') }),
]);
export type DisclosureChoice = z.infer<typeof DisclosureChoice>;

/** How the text is made: by a shipped format, or by the person's own template for a channel. */
export const Output = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('format'), format: FormatId }),
  z.object({
    kind: z.literal('template'),
    channel: FormatId,
    text: z.string().check(z.minLength(1), z.maxLength(MAX_TEMPLATE)),
  }),
]);
export type Output = z.infer<typeof Output>;

export const PresetId = z.string().check(z.regex(/^[\w-]{1,64}$/));

/** ISO 4217, as the gateway's target_currency. */
const Currency = z.string().check(z.regex(/^[A-Z]{3}$/));

/** ISO 639-1, lower case. */
const Language = z.string().check(z.regex(/^[a-z]{2}$/));

/** What posts are written in, and which market the product's facts are asked for. Null: the browser's own. */
export const Locale = z.object({
  language: z.nullable(Language),
  country: z.nullable(Country),
  currency: z.nullable(Currency),
});
export type Locale = z.infer<typeof Locale>;

/** A destination: everything that turns a page into a finished post for one place. */
export const Preset = z.object({
  id: PresetId,
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(MAX_PRESET_NAME)),
  /** Null: the default of the backend. */
  trackingId: z.nullable(TrackingId),
  subIds: SubIds,
  linkType: LinkType,
  output: Output,
  disclosure: DisclosureChoice,
  /** Null in a field: what the settings say. */
  ...Locale.shape,
});
export type Preset = z.infer<typeof Preset>;

/** The ways in; each remembers the preset that it was last used with. */
export const UseContext = z.enum(['popup', 'button', 'shortcut', 'menu', 'omnibox', 'desk']);
export type UseContext = z.infer<typeof UseContext>;

/** Changes with every press, so it stays on this device and out of the synchronised settings. */
export const LastUsed = z.partialRecord(z.enum(['any', ...UseContext.options]), PresetId);
export type LastUsed = z.infer<typeof LastUsed>;
