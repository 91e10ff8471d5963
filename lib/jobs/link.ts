import { createBackend } from '../backend/client.ts';
import type { Payload, Reply } from '../contract/messages.ts';
import type { Outcome } from '../contract/outcome.ts';
import { done, failed } from '../contract/outcome.ts';
import { destinationOf, parseAliExpressUrl } from '../product/address.ts';
import { readPairing } from '../storage/pairing.ts';

/**
 * What leaves the browser for an address: the canonical address of a product, the bare address of another AliExpress
 * page, a share link as it is. Nothing else of what the person visits is sent (rules FX-4, AE-5).
 */
export function sourceFor(url: string): Outcome<string> {
  const address = destinationOf(parseAliExpressUrl(url));
  switch (address.kind) {
    case 'product':
      return done(address.canonicalUrl);
    case 'page':
      return done(address.url);
    case 'short-link':
      return address.form === 'share' ? done(address.url) : failed('short_link');
    case 'foreign':
      return failed('not_aliexpress');
  }
}

/** Makes one tracked link with the paired backend. */
export async function makeLink(request: Payload<'link.make'>): Promise<Outcome<Reply<'link.make'>>> {
  const source = sourceFor(request.url);
  if (!source.ok) return source;
  const pairing = await readPairing();
  if (!pairing) return failed('not_paired');
  const { url: _, ...choices } = request;
  const answer = await createBackend({ ...pairing, fetch }).makeLinks({ ...choices, urls: [source.value] });
  if (!answer.ok) return answer;
  const [link] = answer.value.links;
  if (!link) return failed('internal');
  if (link.ok) return done(link);
  const { ok: _ok, input: _input, ...failure } = link;
  return { ok: false, failure };
}
