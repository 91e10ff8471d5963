import * as z from 'zod/mini';
import type { LinkType } from '../../lib/contract/links.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import { done, failed } from '../../lib/contract/outcome.ts';
import { globalProductId } from '../../lib/product/product-id.ts';
import type { GatewayOutcome } from './errors.ts';
import { linkFailure } from './errors.ts';
import type { Gateway } from './gateway.ts';
import { listOf, Text } from './reply.ts';

/** Addresses that one call takes (docId 921). */
export const MAX_SOURCES = 50;

/** `promotion_link_type`: 0 pays the standard commission, 2 the hot-product commission (docId 921). */
const linkTypes: Record<LinkType, number> = { normal: 0, hot: 2 };

export type LinkOrder = {
  /** 1 to 50 different addresses. */
  sources: readonly string[];
  trackingId: string;
  linkType: LinkType;
  /** Two upper-case letters; the country that the buyers are in. */
  shipTo?: string | undefined;
};

const Entry = z.object({ source_value: z.optional(Text), promotion_link: z.optional(z.nullable(z.string())) });
type Entry = z.infer<typeof Entry>;

const LinkReply = z.object({
  tracking_id: z.optional(z.nullable(Text)),
  promotion_links: z.optional(z.nullable(listOf('promotion_link', Entry))),
});

/**
 * Asks AliExpress for tracked links (`aliexpress.affiliate.link.generate`, docId 921), one call for all sources.
 *
 * The answer has one outcome per source, keyed by the source as it was given. Entries are matched by their
 * `source_value`, never by position: AliExpress answers in any order and leaves pages outside the programme out
 * (`not_in_programme`). A link to anywhere but AliExpress is `gateway_unreadable`. The call itself fails as a whole with
 * the codes of the error table, among them `tracking_id_rejected`.
 */
export async function generateLinks(
  gateway: Gateway,
  { sources, trackingId, linkType, shipTo }: LinkOrder,
): Promise<GatewayOutcome<Map<string, Outcome<string>>>> {
  const distinct = [...new Set(sources)];
  if (distinct.length === 0 || distinct.length > MAX_SOURCES) {
    return failed('invalid_request', { message: `One call makes links for 1 to ${MAX_SOURCES} addresses.` });
  }
  const reply = await gateway.call({
    api: 'aliexpress.affiliate.link.generate',
    params: {
      promotion_link_type: linkTypes[linkType],
      source_values: distinct.map(sourceValue).join(','),
      tracking_id: trackingId,
      ship_to_country: shipTo,
    },
    reply: LinkReply,
    empty: {},
  });
  if (!reply.ok) return reply;
  const echo = reply.value.tracking_id;
  if (echo && echo !== trackingId) {
    return failed('gateway_unreadable', { message: 'AliExpress answered with links of another tracking id.' });
  }
  return done(matchLinks(distinct, reply.value.promotion_links ?? []));
}

/** Commas separate the addresses, so one inside an address is escaped. */
function sourceValue(source: string): string {
  return source.replaceAll(',', '%2C');
}

/** Pairs each source with the entry that carries its address, spelled exactly so or in AliExpress's own way. */
export function matchLinks(sources: readonly string[], entries: readonly Entry[]): Map<string, Outcome<string>> {
  const emptyFirst = [...entries].sort((a, b) => Number(!!a.promotion_link) - Number(!!b.promotion_link));
  const exact = new Map(emptyFirst.map((entry) => [entry.source_value, entry]));
  const byKey = new Map(emptyFirst.map((entry) => [sourceKey(entry.source_value ?? ''), entry]));
  return new Map(
    sources.map((source) => [source, linkOf(exact.get(sourceValue(source)) ?? byKey.get(sourceKey(source)))]),
  );
}

function linkOf(entry: Entry | undefined): Outcome<string> {
  if (entry === undefined) return { ok: false, failure: linkFailure('missing') };
  const link = entry.promotion_link?.trim();
  if (!link) return { ok: false, failure: linkFailure('empty') };
  return isAliExpressLink(link) ? done(link) : { ok: false, failure: linkFailure('foreign') };
}

/** Only a plain https address under aliexpress.com is passed on: what a gateway answers is not trusted. */
export function isAliExpressLink(link: string): boolean {
  if (!URL.canParse(link)) return false;
  const { protocol, hostname, port, username, password } = new URL(link);
  return protocol === 'https:' && hostname.endsWith('.aliexpress.com') && `${port}${username}${password}` === '';
}

/** Parameters that AliExpress adds to or removes from an address without changing the page (seen 2026-09). */
const NOISE = /^(spm|scm|pvid|gatewayAdapt|_randl.*|aff_.*|algo_.*|utm_.*|sk|terminal_id|afSmartRedirect)$/i;

/**
 * What makes two spellings the same page, used alike on what was asked and on what came back: a product is its
 * global id on whatever host; any other page is its host without `www.` and `m.`, its path, and its parameters in order without noise.
 */
export function sourceKey(source: string): string {
  const text = source.trim();
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) return text;
  const { hostname, pathname, searchParams } = new URL(address);
  const productId = /\/(?:item|i)\/(?:[^/]+\/)?(\d+)(?:\.html)?\/?$/.exec(pathname)?.[1];
  if (productId) return `item ${globalProductId(productId) ?? productId}`;
  const kept = [...searchParams].filter(([name]) => !NOISE.test(name)).map(([name, value]) => `${name}=${value}`);
  return [hostname.replace(/^(www|m)\./, ''), pathname.replace(/\/+$/, ''), ...kept.sort()].join(' ');
}
