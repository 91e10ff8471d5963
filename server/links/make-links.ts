import type { Failure } from '../../lib/contract/failure.ts';
import type { LinkResult, LinksRequest, MadeLink } from '../../lib/contract/links.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import { failed } from '../../lib/contract/outcome.ts';
import { trackingIdFor } from '../access/tracking-id.ts';
import type { Answer } from '../coalescing/answer.ts';
import type { Destination } from './destination.ts';
import type { FindLinks, LinkTerms } from './find-links.ts';
import type { LedgerDraft, WriteLedger } from './ledger-writer.ts';
import { withSubIds } from './sub-ids.ts';

/** For whom links are made. */
type Asker = {
  id: string;
  name: string;
  trackingIds: string[] | null;
  /** The API request, if it is one. */
  requestId?: string;
};

/** The links for a request, one result for each of its addresses and in their order. */
export type MakeLinks = (request: LinksRequest, asker: Asker) => Promise<LinkResult[]>;

type LinkMakerParts = {
  readDestination: (url: string) => Outcome<Destination>;
  findLinks: FindLinks;
  writeLedger: WriteLedger;
  defaultTrackingId: string;
  /** The links lead nowhere and earn nothing. */
  sandbox: boolean;
};

/**
 * Makes links: reads each address, finds the links of those that can have one, and writes what will be answered to the
 * ledger before it returns. What is wrong with one address is that address's result; rejects only if the ledger cannot
 * be written, and then nothing was answered.
 */
export function createLinkMaker(parts: LinkMakerParts): MakeLinks {
  return async (request, asker) => {
    const trackingId = trackingIdFor(request.trackingId, asker, parts.defaultTrackingId);
    if (!trackingId.ok) return request.urls.map((input) => refused(input, trackingId.failure));
    const terms = { trackingId: trackingId.value, linkType: request.linkType, shipTo: request.shipTo };
    const destinations = request.urls.map(parts.readDestination);
    const sources = destinations.flatMap((destination) => (destination.ok ? [destination.value.source] : []));
    const found = await parts.findLinks(sources, terms, { fresh: request.fresh, requestId: asker.requestId });
    const results = request.urls.map((input, index) => {
      const destination = destinations[index] ?? failed('internal');
      if (!destination.ok) return refused(input, destination.failure);
      const link = found.get(destination.value.source) ?? failed('internal');
      if (!link.ok) return refused(input, link.failure);
      return made(input, destination.value, link.value, { request, terms, sandbox: parts.sandbox });
    });
    await parts.writeLedger(ledgerEntries(results, request, asker));
    return results;
  };
}

function refused(input: string, { code, message, hint, retryable, retryAt }: Failure): LinkResult {
  return { ok: false, input, code, message, hint, retryable, retryAt };
}

function made(
  input: string,
  { productId, canonicalUrl }: Destination,
  link: Answer<string>,
  { request, terms, sandbox }: { request: LinksRequest; terms: LinkTerms; sandbox: boolean },
): MadeLink {
  return {
    ok: true,
    input,
    productId,
    canonicalUrl,
    url: request.subIds === undefined ? link.value : withSubIds(link.value, request.subIds),
    trackingId: terms.trackingId,
    linkType: terms.linkType,
    createdAt: new Date(link.at).toISOString(),
    source: link.from,
    sandbox,
  };
}

/** One line for each page, however often the request names it. */
function ledgerEntries(
  results: readonly LinkResult[],
  { shipTo, subIds, note }: LinksRequest,
  asker: Asker,
): LedgerDraft[] {
  const links = results.filter((result): result is MadeLink => result.ok);
  const byPage = new Map(links.map((link) => [link.canonicalUrl, link]));
  return [...byPage.values()].map(({ productId, canonicalUrl, url, trackingId, linkType, sandbox }) => ({
    accessId: asker.id,
    accessName: asker.name,
    ...{ productId, canonicalUrl, url, trackingId, linkType, sandbox },
    ...{ shipTo, subIds, note },
  }));
}
