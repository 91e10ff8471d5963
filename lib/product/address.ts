import { hostKindOf, isAliExpressHost } from './hosts.ts';
import type { PageKind } from './page-kind.ts';
import { cleanPageUrl, pageKindOf } from './page-kind.ts';
import { isPlain, parametersOf, readUrl } from './plain-url.ts';
import type { ProductAddress } from './product-address.ts';
import { productAt } from './product-address.ts';
import { carriesPublisherTag } from './publisher-tag.ts';
import type { ShortLinkForm } from './short-link.ts';
import { shortLinkFormOf } from './short-link.ts';
import type { WrapperKind } from './wrappers.ts';
import { unwrap } from './wrappers.ts';

interface PageAddress {
  kind: 'page';
  page: PageKind;
  /** Cleaned: fit for a source value. */
  url: string;
  tagged: boolean;
  wrapped?: WrapperKind;
}

interface ShortLinkAddress {
  kind: 'short-link';
  form: ShortLinkForm;
  url: string;
  wrapped?: WrapperKind;
}

export type { ProductAddress };

/** What a person can want a link for. */
export type Destination = ProductAddress | PageAddress | ShortLinkAddress;

/** A login page or a network redirect that leads to AliExpress: not itself the page that it leads to. */
interface WrapperAddress {
  kind: 'wrapper';
  wrapper: Exclude<WrapperKind, 'share'>;
  target: Destination;
}

/** `odd-address`: a host of ours with a user name or a port before or behind it. */
type ForeignReason = 'not-an-address' | 'other-host' | 'look-alike' | 'odd-address';

interface ForeignAddress {
  kind: 'foreign';
  reason: ForeignReason;
}

export type AliExpressAddress = Destination | WrapperAddress | ForeignAddress;

/**
 * Tells what an address is: a product, another AliExpress page, a short link, a wrapper around one of these, or none of
 * ours. Decides on the host and path as the WHATWG URL parser reads them, never on a part of the text. Takes any string
 * and never throws.
 */
export function parseAliExpressUrl(input: string): AliExpressAddress {
  const url = readUrl(input);
  if (!url) return foreign('not-an-address');
  const wrapper = isPlain(url) ? unwrap(url) : undefined;
  const inner = wrapper && readUrl(wrapper.inner);
  const target = inner && judge(inner, wrapper.kind);
  if (!target || target.kind === 'foreign') return judge(url);
  if ('tagged' in target) target.tagged ||= wrapper.kind === 'network' || carriesPublisherTag(parametersOf(url));
  return wrapper.kind === 'share' ? target : { kind: 'wrapper', wrapper: wrapper.kind, target };
}

/** What an address leads to: the target of a wrapper, otherwise the address itself. */
export function destinationOf(address: AliExpressAddress): Destination | ForeignAddress {
  return address.kind === 'wrapper' ? address.target : address;
}

/** Judges an address as it stands, without looking into wrappers. */
function judge(url: URL, wrapped?: WrapperKind): Destination | ForeignAddress {
  const form = shortLinkFormOf(url);
  if (!form && !isAliExpressHost(url.hostname)) return foreign(looksLikeAliExpress(url) ? 'look-alike' : 'other-host');
  if (!isPlain(url)) return foreign('odd-address');
  const origin = wrapped && { wrapped };
  if (form) return { kind: 'short-link', form, url: cleanShortUrl(url), ...origin };
  const product = productAt(url);
  if (product) return { ...product, ...origin };
  const page = pageKindOf(url, hostKindOf(url.hostname) !== undefined);
  return { kind: 'page', page, url: cleanPageUrl(url), tagged: carriesPublisherTag(parametersOf(url)), ...origin };
}

/** A deep link keeps its target in the query; the others are told by their code alone. */
function cleanShortUrl({ hostname, pathname, search }: URL): string {
  return `https://${hostname}${pathname}${pathname.startsWith('/deep') ? search : ''}`;
}

/** Only words for the person hang on this, no decision. */
function looksLikeAliExpress({ hostname, username }: URL): boolean {
  return /liexpress|a[il1]{2,3}-?exp?res/i.test(username + hostname);
}

function foreign(reason: ForeignReason): ForeignAddress {
  return { kind: 'foreign', reason };
}
