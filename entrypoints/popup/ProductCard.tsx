import { BadgePercent, CircleMinus, Package } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../components/Icon.tsx';
import type { Failure } from '../../lib/contract/failure.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import type { Money, Product } from '../../lib/contract/products.ts';
import { wordsFor } from '../../lib/failure-words.ts';
import { openOptions } from './open-options.ts';

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
      <Picture url={product?.imageUrl} />
      {facts && !facts.ok && !isNoProgramme(facts.failure) ? (
        <Trouble productId={productId} failure={facts.failure} onRetry={onRetry} />
      ) : (
        <>
          <div class="words">
            {product ? <Facts product={product} /> : <NoFacts productId={productId} waiting={facts === undefined} />}
          </div>
          <Pays facts={facts} />
        </>
      )}
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
      width="80"
      height="80"
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
      <p class="prices bottom">
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
      {waiting && <span class="skeleton price bottom" />}
      {waiting && <span class="skeleton line" />}
    </>
  );
}

/** "Does it pay?", answered before anything is posted. */
function Pays({ facts }: { facts: Outcome<Product> | undefined }) {
  if (!facts) {
    return (
      <p class="pays">
        <span class="skeleton line" />
      </p>
    );
  }
  if (!facts.ok) {
    return (
      <PaysLine pays={false}>
        <strong>Not in the programme</strong> · no commission
      </PaysLine>
    );
  }
  const { ratePercent, hotRatePercent, estimate } = facts.value.commission;
  return (
    <PaysLine pays={ratePercent > 0}>
      <strong>{ratePercent > 0 ? `Pays ${percent(ratePercent)}` : 'Pays nothing'}</strong>
      {ratePercent > 0 && ` ≈ ${money(estimate)} a sale`}
      {hotRatePercent !== null && hotRatePercent > ratePercent && ` · hot link ${percent(hotRatePercent)}`}
    </PaysLine>
  );
}

/** These are answers to "does it pay?", not troubles. */
function isNoProgramme({ code }: Failure): boolean {
  return code === 'not_in_programme' || code === 'not_found';
}

type TroubleProps = { productId: string | undefined; failure: Failure; onRetry(): void };

/** Why there are no facts, in the room that they would have taken. */
function Trouble({ productId, failure, onRetry }: TroubleProps) {
  const { message, hint } = wordsFor(failure);
  return (
    <div class="words trouble">
      <h1 class="title mono">{productId ?? ' '}</h1>
      <p role="alert">
        <strong>{message}</strong> {hint} {failure.retryable && <TextButton label="Try again" onPress={onRetry} />}
        {failure.code === 'unauthorized' && <TextButton label="Open options" onPress={openOptions} />}
      </p>
    </div>
  );
}

function TextButton({ label, onPress }: { label: string; onPress(): void }) {
  return (
    <button type="button" class="text-button" onClick={onPress}>
      {label}
    </button>
  );
}

function PaysLine({ pays, children }: { pays: boolean; children: ComponentChildren }) {
  return (
    <p class={`pays ${pays ? 'good' : 'warn'}`}>
      <Icon of={pays ? BadgePercent : CircleMinus} />
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
