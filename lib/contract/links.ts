import * as z from 'zod/mini';
import { Failure } from './failure.ts';

/** Entries of one `POST /v1/links`. */
export const MAX_URLS = 500;

/** A longer address is that entry's failure, not the request's. In characters. */
export const MAX_URL_LENGTH = 2048;

/** Portals takes letters, digits, `_` and `-`; the length is our own bound. */
export const TrackingId = z.string().check(z.trim(), z.regex(/^[\w-]{1,64}$/));

/** `normal` is the standard commission, `hot` the hot-product commission (promotion_link_type 0 and 2). */
export const LinkType = z.enum(['normal', 'hot']);
export type LinkType = z.infer<typeof LinkType>;

/** Two upper-case letters (ISO 3166-1). */
export const Country = z.string().check(z.regex(/^[A-Z]{2}$/));

const SubId = z.string().check(z.regex(/^[\w.-]{1,64}$/));

/** The publisher's own marks; they come back in order reports. `af` is left to network accounts. */
export const SubIds = z.object({ cn: z.optional(SubId), cv: z.optional(SubId), dp: z.optional(SubId) });
export type SubIds = z.infer<typeof SubIds>;

export const LinksRequest = z.object({
  urls: z.array(z.string()).check(z.minLength(1), z.maxLength(MAX_URLS)),
  trackingId: z.optional(TrackingId),
  linkType: z._default(LinkType, 'normal'),
  shipTo: z.optional(Country),
  subIds: z.optional(SubIds),
  note: z.optional(z.string().check(z.maxLength(500))),
  fresh: z._default(z.boolean(), false),
});
export type LinksRequest = z.infer<typeof LinksRequest>;

export const MadeLink = z.object({
  ok: z.literal(true),
  input: z.string(),
  /** The global id; null for an AliExpress page that is not a product. */
  productId: z.nullable(z.string()),
  canonicalUrl: z.string(),
  /** The tracked link. */
  url: z.string(),
  trackingId: z.string(),
  linkType: LinkType,
  /** ISO 8601, UTC. */
  createdAt: z.string(),
  source: z.enum(['cache', 'gateway']),
  /** Made by the stand-in gateway: it leads nowhere and earns nothing. */
  sandbox: z.boolean(),
});
export type MadeLink = z.infer<typeof MadeLink>;

export const RefusedLink = z.object({ ok: z.literal(false), input: z.string(), ...Failure.shape });

export const LinkResult = z.discriminatedUnion('ok', [MadeLink, RefusedLink]);
export type LinkResult = z.infer<typeof LinkResult>;

/** Same length and order as `urls` of the request. */
export const LinksAnswer = z.object({ links: z.array(LinkResult) });
export type LinksAnswer = z.infer<typeof LinksAnswer>;
