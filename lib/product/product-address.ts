import type { HostKind } from './hosts.ts';
import { hostKindOf } from './hosts.ts';
import { isPlain, parametersOf } from './plain-url.ts';
import { canonicalProductUrl } from './product-id.ts';
import type { ProductShape } from './product-path.ts';
import { productNamedBy } from './product-path.ts';
import { carriesPublisherTag } from './publisher-tag.ts';
import type { WrapperKind } from './wrappers.ts';

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

/**
 * The product at an address as it stands, without looking into wrappers: all that a script in the page needs, and small
 * enough to load on every page.
 */
export function productAt(url: URL): ProductAddress | undefined {
  const hostKind = isPlain(url) ? hostKindOf(url.hostname) : undefined;
  const product = hostKind && productNamedBy(url, hostKind);
  if (!product) return undefined;
  const parameters = parametersOf(url);
  const { productId, shape, variant = chosenVariant(parameters) } = product;
  return {
    kind: 'product',
    productId,
    canonicalUrl: canonicalProductUrl(productId),
    ...(variant && /^\d{5,20}$/.test(variant) && { variant }),
    shape,
    hostKind,
    tagged: carriesPublisherTag(parameters),
  };
}

function chosenVariant(parameters: URLSearchParams): string | undefined {
  return (
    parameters.get('sku_id') ??
    parameters.get('selectedSkuId') ??
    /"sku_id":"?(\d+)/.exec(parameters.get('pdp_ext_f') ?? '')?.[1]
  );
}
