import { BadgePercent, CircleMinus, Package } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../components/Icon.tsx';
import type { Failure } from '../../lib/contract/failure.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import type { Money, Product } from '../../lib/contract/products.ts';

type Props = { productId: string | undefined; facts: Outcome<Product> | undefined; onRetry(): void };

/** What the product is and whether it pays; of the same size before its facts are there as after. */
export function ProductCard({ productId, facts, onRetry }: Props) {
  const product = facts?.ok ? facts.value : undefined;
  // Seen by the bench and in the browser's own performance panel.
  useEffect(() => {
    if (facts) performance.mark('facts');
  }, [facts]);
  return (
    <section class="card" aria-label="Product" aria-busy={facts === undefined}>
      <div class="facts">
        <Picture url={product?.imageUrl} />
        <div class="words">
          {product ? <Facts product={product} /> : <NoFacts productId={productId} waiting={facts === undefined} />}
        </div>
      </div>
      <Pays facts={facts} onRetry={onRetry} />
    </section>
  );
}

function Picture({ url }: { url: string | undefined }) {
  const [failed, setFailed] = useState(false);
  if (!url || failed) {
    return (
      <span class="picture">
        <Icon of={Package} />
      </span>
    );
  }
  return (
    <img
      class="picture"
      src={url}
      referrerpolicy="no-referrer"
      alt=""
      width="64"
      height="64"
      onError={() => setFailed(true)}
    />
  );
}

function Facts({ product }: { product: Product }) {
  const { title, salePrice, originalPrice, discountPercent, ratingPercent, ordersLast30Days } = product;
  const reduced = Number(originalPrice.amount) > Number(salePrice.amount);
  return (
    <>
      <h1 class="title" dir="auto">
        {title}
      </h1>
      <p class="prices">
        <strong>{money(salePrice)}</strong>
        {reduced && <s>{money(originalPrice)}</s>}
        {reduced && discountPercent > 0 && <span>{percent(-discountPercent)}</span>}
      </p>
      <p class="quiet">
        {[
          ratingPercent !== null && `★ ${percent(ratingPercent)}`,
          ordersLast30Days !== null && `${number(ordersLast30Days)} sold in 30 days`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  );
}

function NoFacts({ productId, waiting }: { productId: string | undefined; waiting: boolean }) {
  return (
    <>
      <h1 class="title mono">{productId ?? ' '}</h1>
      {waiting && <span class="skeleton price" />}
      {waiting && <span class="skeleton line" />}
    </>
  );
}

/** "Does it pay?", answered before anything is posted. */
function Pays({ facts, onRetry }: { facts: Outcome<Product> | undefined; onRetry(): void }) {
  if (!facts) {
    return (
      <p class="pays">
        <span class="skeleton line" />
      </p>
    );
  }
  if (!facts.ok) return <NoPay failure={facts.failure} onRetry={onRetry} />;
  const { ratePercent, hotRatePercent, estimate } = facts.value.commission;
  return (
    <PaysLine tone={ratePercent > 0 ? 'good' : 'warn'}>
      <strong>{ratePercent > 0 ? `Pays ${percent(ratePercent)}` : 'Pays nothing'}</strong>
      {ratePercent > 0 && ` ≈ ${money(estimate)} a sale`}
      {hotRatePercent !== null && hotRatePercent > ratePercent && ` · hot link ${percent(hotRatePercent)}`}
    </PaysLine>
  );
}

function NoPay({ failure, onRetry }: { failure: Failure; onRetry(): void }) {
  if (failure.code === 'not_in_programme' || failure.code === 'not_found') {
    return (
      <PaysLine tone="warn">
        <strong>Not in the programme</strong> · no commission
      </PaysLine>
    );
  }
  return (
    <PaysLine tone="bad">
      {failure.message} {failure.hint}{' '}
      {failure.retryable && (
        <button type="button" class="text-button" onClick={onRetry}>
          Try again
        </button>
      )}
    </PaysLine>
  );
}

function PaysLine({ tone, children }: { tone: 'good' | 'warn' | 'bad'; children: ComponentChildren }) {
  return (
    <p class={`pays ${tone}`} role={tone === 'bad' ? 'alert' : undefined}>
      <Icon of={tone === 'good' ? BadgePercent : CircleMinus} />
      <span>{children}</span>
    </p>
  );
}

function money({ amount, currency }: Money): string {
  return new Intl.NumberFormat(navigator.language, { style: 'currency', currency }).format(
    amount as Intl.StringNumericLiteral,
  );
}

function percent(value: number): string {
  const format = new Intl.NumberFormat(navigator.language, { style: 'percent', maximumFractionDigits: 1 });
  return format.format(value / 100);
}

function number(value: number): string {
  return new Intl.NumberFormat(navigator.language).format(value);
}
