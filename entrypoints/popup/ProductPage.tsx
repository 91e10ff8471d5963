import { useEffect, useState } from 'preact/hooks';
import { FailureNotice } from '../../components/Notice.tsx';
import { PresetRow } from '../../components/PresetRow.tsx';
import type { PresetChoice } from '../../lib/contract/messages.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import type { Product } from '../../lib/contract/products.ts';
import { ask } from '../../lib/messaging/ask.ts';
import type { ProductAddress } from '../../lib/product/product-address.ts';
import { EditPresets } from './EditPresets.tsx';
import { PostMaker } from './PostMaker.tsx';
import { ProductCard } from './ProductCard.tsx';
import type { Found } from './use-found.ts';
import { knownAccess } from './use-found.ts';

/** A product: what it is, whether it pays, and its post. `product` is undefined until the tab's address is known. */
export function ProductPage({ found, product }: { found: Found; product: ProductAddress | undefined }) {
  const [chosen, choose] = useState<PresetChoice>();
  const preset = chosen ?? found.presets?.[0];
  const [facts, retry] = useFacts(product?.productId, preset?.id);
  return (
    <>
      <ProductCard productId={product?.productId} facts={facts} onRetry={retry} />
      <PresetRow presets={found.presets} chosen={preset?.id} onChoose={choose}>
        {found.presets && <EditPresets />}
      </PresetRow>
      <PostMaker
        product={product}
        preset={preset}
        settings={found.settings?.ok ? found.settings.settings : undefined}
        facts={facts?.ok ? facts.value : null}
        trackingId={preset?.trackingId ?? knownAccess(found)?.defaultTrackingId}
        isPrivate={found.isPrivate ?? false}
      />
      {/* Below the rest, so that nothing moves when the address is known. */}
      {product?.tagged && <p class="quiet">You came here through another publisher’s link. Yours takes its place.</p>}
      {found.access && !found.access.ok && facts?.ok && <FailureNotice failure={found.access.failure} />}
    </>
  );
}

/** The product's facts in the preset's market; undefined while they are on their way. */
function useFacts(productId: string | undefined, presetId: string | undefined) {
  const [facts, setFacts] = useState<Outcome<Product>>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (!productId || !presetId) return undefined;
    let wanted = true;
    void ask('product.read', { productId, presetId }).then((answer) => wanted && setFacts(answer));
    return () => {
      wanted = false;
    };
  }, [productId, presetId, attempt]);
  const retry = () => {
    setFacts(undefined);
    setAttempt(attempt + 1);
  };
  return [facts, retry] as const;
}
