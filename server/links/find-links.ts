import * as z from 'zod/mini';
import type { LinkType } from '../../lib/contract/links.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import type { AskMany, Life } from '../coalescing/answer.ts';
import type { FindAnswers, FinderParts } from '../coalescing/find-answers.ts';
import { createFinder } from '../coalescing/find-answers.ts';
import { withPurpose } from '../coalescing/purpose.ts';

/** `source_values` of one link.generate call (link.generate, docId 921). */
const MAX_SOURCES = 50;

/** Links kept in memory. */
const REMEMBERED = 50_000;

const LIFE: Life = { valid: 10 * 60_000, stale: 0, nothing: 60_000 };

/** What a tracked link depends on besides the page that it leads to. */
export type LinkTerms = { trackingId: string; linkType: LinkType; shipTo: string | undefined };

/** One gateway call for up to 50 distinct source values; a link or a failure for each of them. */
export type AskForLinks = (
  sources: readonly string[],
  terms: LinkTerms,
) => Promise<Outcome<Map<string, Outcome<string>>>>;

/** The tracked link of each source value, or why there is none. */
export type FindLinks = FindAnswers<LinkTerms, string>;

/** What the finder needs of its surroundings; `account` is the app key in whose name links are made. */
export type LinkFinderParts = Pick<FinderParts<LinkTerms, string>, 'store' | 'owner' | 'window' | 'now' | 'count'> & {
  account: string;
  ask: AskForLinks;
};

/** Finds links: from memory, from the store, or from the gateway with up to 50 pages a call. */
export function createLinkFinder({ account, ask, ...surroundings }: LinkFinderParts): FindLinks {
  const askUrgently: AskMany<LinkTerms, string> = (sources, terms, purpose) =>
    withPurpose(purpose, () => ask(sources, terms));
  return createFinder({
    ...surroundings,
    kind: `link ${account}`,
    groupKey: ({ trackingId, linkType, shipTo }) => `${trackingId} ${linkType} ${shipTo ?? ''}`,
    ask: askUrgently,
    size: MAX_SOURCES,
    parse: (text) => z.parse(z.string(), JSON.parse(text)),
    life: LIFE,
    remembered: REMEMBERED,
  });
}
