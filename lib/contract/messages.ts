import * as z from 'zod/mini';
import { Me } from './access.ts';
import { MAX_URL_LENGTH, MadeLink, TrackingId } from './links.ts';

/** With which backend this browser is paired, and what it last said of this access. The token stays in the background. */
export const Pairing = z.object({ publicUrl: z.string(), name: z.string(), access: z.nullable(Me) });
export type Pairing = z.infer<typeof Pairing>;

/** The in-page button: what the person chose, and whether the browser has granted the AliExpress hosts. */
export const ButtonState = z.object({ on: z.boolean(), granted: z.boolean() });
export type ButtonState = z.infer<typeof ButtonState>;

const Nothing = z.object({});

/**
 * Every message of the extension: who may send it, what it carries, what comes back. Only the background answers.
 * `page` are the extension's own pages; `tab` are its scripts inside AliExpress pages, which may send both kinds
 * marked so and nothing else.
 */
export const messages = {
  /** Put the button's code into the tab that asks. Reply: whether it was put there. */
  'button.load': { from: 'tab', payload: Nothing, reply: z.object({ loaded: z.boolean() }) },
  'button.read': { from: 'page', payload: Nothing, reply: ButtonState },
  'button.switch': { from: 'page', payload: z.object({ on: z.boolean() }), reply: ButtonState },
  /** A tracked link for an address. The background reduces the address before anything leaves the browser. */
  'link.make': {
    from: 'tab',
    payload: z.object({
      url: z.string().check(z.maxLength(MAX_URL_LENGTH * 4)),
      trackingId: z.optional(TrackingId),
    }),
    reply: MadeLink,
  },
  'pairing.read': { from: 'page', payload: Nothing, reply: z.nullable(Pairing) },
  'pairing.redeem': { from: 'page', payload: z.object({ link: z.string().check(z.maxLength(2048)) }), reply: Pairing },
  'pairing.remove': { from: 'page', payload: Nothing, reply: Nothing },
  /** What the backend says of this access, fresh. */
  'access.read': { from: 'page', payload: Nothing, reply: Me },
} as const satisfies Record<string, { from: 'page' | 'tab'; payload: z.ZodMiniType; reply: z.ZodMiniType }>;

export type MessageName = keyof typeof messages;
export type Payload<N extends MessageName> = z.infer<(typeof messages)[N]['payload']>;
export type Reply<N extends MessageName> = z.infer<(typeof messages)[N]['reply']>;

/** The envelope in which every message travels; anything else is not ours and is left alone. */
export const Envelope = z.object({ waybill: z.string(), payload: z.unknown() });
