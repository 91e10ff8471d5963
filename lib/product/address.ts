import type { HostKind } from './hosts.ts';
import { hostKindOf, isAliExpressHost } from './hosts.ts';
import type { PageKind } from './page-kind.ts';
import { cleanPageUrl, pageKindOf } from './page-kind.ts';
import { canonicalProductUrl } from './product-id.ts';
import type { ProductShape } from './product-path.ts';
import { productNamedBy } from './product-path.ts';
import { carriesPublisherTag } from './publisher-tag.ts';
import type { ShortLinkForm } from './short-link.ts';
import { shortLinkFormOf } from './short-link.ts';
import type { WrapperKind } from './wrappers.ts';
import { unwrap } from './wrappers.ts';

export interface ProductAddress {
  kind: 'product';
  /** The global id, whatever the page shows. */
  productId: string;
  canonicalUrl: string;
  /** The sku id of the variant that the address chooses. */
  variant?: string;
  shape: ProductShape;
  hostKind: HostKind;
  /** Whether the address carries somebody's affiliate parameters. */
  tagged: boolean;
  /** What the address was taken out of. */
  wrapped?: WrapperKind;
}

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
  if (!wrapper) return judge(url);
  const inner = readUrl(wrapper.inner);
  const target = inner && judge(inner, wrapper.kind);
  if (!target || target.kind === 'foreign') return judge(url);
  if ('tagged' in target) target.tagged ||= wrapper.kind === 'network' || carriesPublisherTag(parametersOf(url));
  return wrapper.kind === 'share' ? target : { kind: 'wrapper', wrapper: wrapper.kind, target };
}

/** What an address leads to: the target of a wrapper, otherwise the address itself. */
export function destinationOf(address: AliExpressAddress): Destination | ForeignAddress {
  return address.kind === 'wrapper' ? address.target : address;
}

/** Reads pasted text as an address: space and invisible marks around it, `&amp;`, a missing scheme are forgiven. */
function readUrl(input: string): URL | null {
  const text = trimmed(input).replaceAll('&amp;', '&');
  if (/^https?:/i.test(text)) return URL.parse(text);
  if (/^\/\//.test(text)) return URL.parse(`https:${text}`);
  return /^[^\s/?#@:\\]+\.[^\s/?#@:\\.]+(?::\d+)?(?:[/?#]|$)/.test(text) ? URL.parse(`https://${text}`) : null;
}

function trimmed(text: string): string {
  const edge = /[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069]/;
  let start = 0;
  let end = text.length;
  while (start < end && edge.test(text.charAt(start))) start++;
  while (end > start && edge.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** Real links carry no user name and no port of their own. */
function isPlain({ username, password, port }: URL): boolean {
  return !(username || password || port);
}

/** Judges an address as it stands, without looking into wrappers. */
function judge(url: URL, wrapped?: WrapperKind): Destination | ForeignAddress {
  const { hostname } = url;
  const form = shortLinkFormOf(url);
  if (!form && !isAliExpressHost(hostname)) return foreign(looksLikeAliExpress(url) ? 'look-alike' : 'other-host');
  if (!isPlain(url)) return foreign('odd-address');
  const origin = wrapped && { wrapped };
  if (form) return { kind: 'short-link', form, url: cleanShortUrl(url), ...origin };
  const parameters = parametersOf(url);
  const tagged = carriesPublisherTag(parameters);
  const hostKind = hostKindOf(hostname);
  const product = hostKind && productNamedBy(url, hostKind);
  if (!product) {
    return { kind: 'page', page: pageKindOf(url, hostKind !== undefined), url: cleanPageUrl(url), tagged, ...origin };
  }
  const { productId, shape, variant = chosenVariant(parameters) } = product;
  const choice = variant && /^\d{5,20}$/.test(variant) && { variant };
  const canonicalUrl = canonicalProductUrl(productId);
  return { kind: 'product', productId, canonicalUrl, ...choice, shape, hostKind, tagged, ...origin };
}

function chosenVariant(parameters: URLSearchParams): string | undefined {
  return (
    parameters.get('sku_id') ??
    parameters.get('selectedSkuId') ??
    /"sku_id":"?(\d+)/.exec(parameters.get('pdp_ext_f') ?? '')?.[1]
  );
}

/** The query and the fragment: some trackers write a bare `#` into a value, which cuts the query short. */
function parametersOf({ search, hash }: URL): URLSearchParams {
  return new URLSearchParams(`${search.slice(1)}&${hash.slice(1)}`);
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
