import * as z from 'zod/mini';
import { LinkType, SubIds, TrackingId } from './links.ts';

export const HistoryQuery = z.object({
  /** Words that must occur in the product id, an address or the note. */
  query: z.optional(z.string().check(z.maxLength(200))),
  trackingId: z.optional(TrackingId),
  /** `next` of the page before. */
  before: z.optional(z.string().check(z.maxLength(64))),
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(200)), 50),
});
export type HistoryQuery = z.infer<typeof HistoryQuery>;

/** One line of the ledger: a link that was answered to somebody. */
export const HistoryEntry = z.object({
  id: z.string(),
  at: z.string(),
  /** The name of the access that asked for it. */
  by: z.string(),
  productId: z.nullable(z.string()),
  canonicalUrl: z.string(),
  url: z.string(),
  trackingId: z.string(),
  linkType: LinkType,
  subIds: z.optional(SubIds),
  note: z.optional(z.string()),
  sandbox: z.boolean(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** Newest first. `next` is there when more follow. */
export const HistoryAnswer = z.object({ entries: z.array(HistoryEntry), next: z.optional(z.string()) });
export type HistoryAnswer = z.infer<typeof HistoryAnswer>;
