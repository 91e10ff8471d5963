import type { LinkType } from '../../lib/contract/links.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import { done, failed } from '../../lib/contract/outcome.ts';

/** `source_values` of one link.generate call (link.generate, doc 921). */
const MAX_SOURCES = 50;

/** What a tracked link depends on besides the page that it leads to. */
export type LinkTerms = { trackingId: string; linkType: LinkType; shipTo: string | undefined };

export type FoundLink = {
  url: string;
  /** When the gateway made it, in milliseconds since 1970. */
  createdAt: number;
  from: 'cache' | 'gateway';
};

/** One gateway call for up to 50 distinct source values; a link or a failure for each of them. */
export type AskGateway = (
  sources: readonly string[],
  terms: LinkTerms,
) => Promise<Outcome<Map<string, Outcome<string>>>>;

/** The link of each source value, or why there is none. Every source that is asked for has an entry. */
export type FindLinks = (sources: readonly string[], terms: LinkTerms) => Promise<Map<string, Outcome<FoundLink>>>;

/** Asks the gateway for every link, 50 distinct source values a call. `now` is the clock, in milliseconds. */
export function askEveryTime(ask: AskGateway, now: () => number): FindLinks {
  return async (sources, terms) => {
    const distinct = [...new Set(sources)];
    const found = new Map<string, Outcome<FoundLink>>();
    for (let start = 0; start < distinct.length; start += MAX_SOURCES) {
      const batch = distinct.slice(start, start + MAX_SOURCES);
      const answer = await ask(batch, terms);
      const createdAt = now();
      for (const source of batch) found.set(source, linkOf(source, answer, createdAt));
    }
    return found;
  };
}

function linkOf(source: string, answer: Outcome<Map<string, Outcome<string>>>, createdAt: number): Outcome<FoundLink> {
  if (!answer.ok) return answer;
  const link = answer.value.get(source) ?? failed('not_in_programme');
  return link.ok ? done({ url: link.value, createdAt, from: 'gateway' }) : link;
}
