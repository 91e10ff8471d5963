import type { Outcome } from '../../../lib/contract/outcome.ts';
import { done, failed } from '../../../lib/contract/outcome.ts';
import type { AskForLinks, LinkTerms } from '../../../server/links/find-links.ts';

type Call = { sources: string[]; terms: LinkTerms };

/** A gateway that makes a new link at every call, answers in reversed order and remembers what it was asked. */
export function fakeGateway(): { ask: AskForLinks; calls: Call[]; outside: Set<string> } {
  const calls: Call[] = [];
  const outside = new Set<string>();
  const ask: AskForLinks = async (sources, terms) => {
    calls.push({ sources: [...sources], terms });
    const links = sources.map((source, index): [string, Outcome<string>] => {
      const link = done(`https://s.click.aliexpress.com/e/_${calls.length}x${index}`);
      return [source, outside.has(source) ? failed('not_in_programme') : link];
    });
    return done(new Map(links.reverse()));
  };
  return { ask, calls, outside };
}
