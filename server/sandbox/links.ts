import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Answer } from './envelope.ts';
import { succeeded, withRespCode } from './envelope.ts';
import { defineMethod } from './method.ts';
import { commaList, country } from './parameters.ts';
import { readSource, standingOf } from './programme.ts';
import type { GatewayState } from './state.ts';
import type { WireObject } from './wire.ts';
import { WireCount, WireList } from './wire.ts';

/** Source values of one call (docId 921). */
const MAX_SOURCE_VALUES = 50;

/** 0 normal link, 2 hot link; 1 ("search link") stands only in the older documents and is taken too. */
const promotionLinkType = z.enum(['0', '1', '2']);

/** `aliexpress.affiliate.link.generate` (docId 921). */
export const linkGenerate = defineMethod({
  package: 'standard',
  params: z.object({
    promotion_link_type: promotionLinkType,
    source_values: commaList(MAX_SOURCE_VALUES),
    tracking_id: z.string(),
    ship_to_country: country.optional(),
  }),
  answer: ({ source_values, tracking_id }, state) => generate(source_values, tracking_id, state),
});

function generate(sourceValues: readonly string[], trackingId: string, state: GatewayState): Answer {
  if (!state.trackingIds.has(trackingId)) return withRespCode(402);
  const entries = shuffled([...new Set(sourceValues)]).flatMap((value) => entryOf(value, state));
  if (entries.length === 0) return withRespCode(405);
  return succeeded({
    total_result_count: new WireCount(entries.length),
    tracking_id: trackingId,
    promotion_links: new WireList('promotion_link', entries),
  });
}

/** The entry of one source value: with a link, without one, or none at all. */
function entryOf(sourceValue: string, state: GatewayState): WireObject[] {
  const source = readSource(sourceValue);
  if (source.kind === 'elsewhere') return [{ source_value: sourceValue }];
  const standing = source.kind === 'product' ? standingOf(source.productId) : 'ordinary';
  if (standing === 'without-entry') return [];
  if (standing === 'without-link') return [{ source_value: sourceValue }];
  return [
    {
      promotion_link: `https://s.click.aliexpress.com/e/_sandbox${state.nextKey()}`,
      source_value: standing === 'renamed' ? renamed(source.address) : sourceValue,
    },
  ];
}

/** The gateway may hand a source value back under a country's host and with an `spm` parameter. */
function renamed(address: URL): string {
  const other = new URL(address);
  other.hostname = 'he.aliexpress.com';
  other.searchParams.set('spm', 'a2g0o.sandbox.0.0');
  return other.href;
}

/**
 * The order depends on the values alone and is never that of the request: a client that matches by position is found
 * out at the first call with two values.
 */
function shuffled(sourceValues: readonly string[]): string[] {
  const sorted = [...sourceValues].sort((left, right) => Buffer.compare(digest(left), digest(right)));
  const unmoved = sorted.every((value, index) => value === sourceValues[index]);
  return unmoved ? [...sorted.slice(1), ...sorted.slice(0, 1)] : sorted;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
