import * as z from 'zod/mini';
import { Me } from './access.ts';
import { Failure } from './failure.ts';
import { HistoryAnswer } from './history.ts';
import { MAX_URL_LENGTH, MAX_URLS, MadeLink } from './links.ts';
import { PresetId, UseContext } from './presets.ts';
import { Product, ProductId } from './products.ts';
import { Corner, Settings } from './settings.ts';

/** With which backend this browser is paired, and what it last said of this access. The token stays in the background. */
export const Pairing = z.object({ publicUrl: z.string(), name: z.string(), access: z.nullable(Me) });
export type Pairing = z.infer<typeof Pairing>;

/** The in-page button: what the person chose, and whether the browser has granted the AliExpress hosts. */
export const ButtonState = z.object({ on: z.boolean(), granted: z.boolean() });
export type ButtonState = z.infer<typeof ButtonState>;

export const ButtonPlace = z.object({ corner: Corner, collapsed: z.boolean() });
export type ButtonPlace = z.infer<typeof ButtonPlace>;

/** What a person chooses a preset by. `rich`: its text also goes to the clipboard as HTML. */
export const PresetChoice = z.object({
  id: PresetId,
  name: z.string(),
  /** Null: the default of the backend. */
  trackingId: z.nullable(z.string()),
  rich: z.boolean(),
});
export type PresetChoice = z.infer<typeof PresetChoice>;

/** A finished post: the text as it is pasted, and the link in it. */
export const Post = z.object({
  text: z.string(),
  html: z.optional(z.string()),
  link: MadeLink,
  preset: PresetChoice,
  /** Why the text names nothing of the product although the preset wants it: the link is made all the same. */
  withoutFacts: z.optional(Failure),
});
export type Post = z.infer<typeof Post>;

/** What became of one address of many. */
export const PostResult = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), input: z.string(), post: Post }),
  z.object({ ok: z.literal(false), input: z.string(), failure: Failure }),
]);
export type PostResult = z.infer<typeof PostResult>;

/** Stored settings that cannot be used: what was stored, so that the person can save it before a reset. */
export const SettingsTrouble = z.object({
  kind: z.enum(['newer', 'corrupt']),
  message: z.string(),
  hint: z.string(),
  raw: z.unknown(),
});
export type SettingsTrouble = z.infer<typeof SettingsTrouble>;

export const SettingsAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), settings: Settings }),
  z.object({ ok: z.literal(false), trouble: SettingsTrouble }),
]);
export type SettingsAnswer = z.infer<typeof SettingsAnswer>;

/** What the post says besides the product: for this one post only. */
const OwnWords = { coupon: z.optional(z.string()), erid: z.optional(z.string()) };

/** A coupon and an ad-marking token as a person typed them for a product. */
export const TypedWords = z.object({ coupon: z.string(), erid: z.string() });
export type TypedWords = z.infer<typeof TypedWords>;

/** As a page shows it; longer ones are nobody's product. */
const PageUrl = z.string().check(z.maxLength(MAX_URL_LENGTH * 4));

const Nothing = z.object({});

/**
 * Every message of the extension: who may send it, what it carries, what comes back. Only the background answers.
 * `page` are the extension's own pages, which may send everything; `tab` are also its scripts inside AliExpress pages.
 */
export const messages = {
  /** Puts the button's code into the tab that asks. Null: the button is off. */
  'button.load': {
    from: 'tab',
    payload: Nothing,
    reply: z.nullable(z.object({ place: ButtonPlace, preset: PresetChoice })),
  },
  'button.place': { from: 'tab', payload: ButtonPlace, reply: Nothing },
  /** Switches the button off from its own menu. */
  'button.leave': { from: 'tab', payload: Nothing, reply: Nothing },
  'button.read': { from: 'page', payload: Nothing, reply: ButtonState },
  'button.switch': { from: 'page', payload: z.object({ on: z.boolean() }), reply: ButtonState },
  /** The presets, the one that this way in was last used with first. */
  'presets.list': { from: 'tab', payload: z.object({ context: UseContext }), reply: z.array(PresetChoice) },
  /**
   * A finished post for an address, with the chosen preset or the last used one. The background reduces the address
   * before anything leaves the browser.
   */
  'post.make': {
    from: 'tab',
    payload: z.object({ url: PageUrl, presetId: z.optional(PresetId), context: UseContext, ...OwnWords }),
    reply: Post,
  },
  /** Posts for many addresses, each with its own outcome, in their order. */
  'posts.make': {
    from: 'page',
    payload: z.object({ urls: z.array(PageUrl).check(z.maxLength(MAX_URLS)), presetId: PresetId }),
    reply: z.array(PostResult),
  },
  /** A product's facts in the market that the preset speaks to. */
  'product.read': {
    from: 'page',
    payload: z.object({ productId: ProductId, presetId: PresetId }),
    reply: Product,
  },
  /** What was typed for a product's posts since the browser was started. */
  'words.read': { from: 'page', payload: z.object({ productId: ProductId }), reply: TypedWords },
  'words.keep': { from: 'page', payload: z.object({ productId: ProductId, words: TypedWords }), reply: Nothing },
  'history.read': {
    from: 'page',
    payload: z.object({ query: z.optional(z.string()), before: z.optional(z.string()), limit: z.optional(z.int()) }),
    reply: HistoryAnswer,
  },
  'settings.read': { from: 'page', payload: Nothing, reply: SettingsAnswer },
  'settings.write': { from: 'page', payload: z.object({ settings: Settings }), reply: Nothing },
  'pairing.read': { from: 'page', payload: Nothing, reply: z.nullable(Pairing) },
  'pairing.redeem': { from: 'page', payload: z.object({ link: z.string().check(z.maxLength(2048)) }), reply: Pairing },
  'pairing.remove': { from: 'page', payload: Nothing, reply: Nothing },
  /** What the backend says of this access, fresh. */
  'access.read': { from: 'page', payload: Nothing, reply: Me },
  /** Forgets everything that is kept in this browser. */
  'everything.delete': { from: 'page', payload: Nothing, reply: Nothing },
} as const satisfies Record<string, { from: 'page' | 'tab'; payload: z.ZodMiniType; reply: z.ZodMiniType }>;

export type MessageName = keyof typeof messages;
export type Payload<N extends MessageName> = z.infer<(typeof messages)[N]['payload']>;
export type Reply<N extends MessageName> = z.infer<(typeof messages)[N]['reply']>;

/** The envelope in which every message travels; anything else is not ours and is left alone. */
export const Envelope = z.object({ waybill: z.string(), payload: z.unknown() });
