import { Check, Copy, QrCode } from 'lucide';
import type { FunctionComponent } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../components/Icon.tsx';
import { FailureNotice } from '../../components/Notice.tsx';
import { takeFocus } from '../../components/take-focus.ts';
import type { Post, PresetChoice } from '../../lib/contract/messages.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import type { Preset } from '../../lib/contract/presets.ts';
import type { Product } from '../../lib/contract/products.ts';
import type { Settings } from '../../lib/contract/settings.ts';
import type { ProductAddress } from '../../lib/product/product-address.ts';
import { presetPost } from '../../lib/settings/preset-post.ts';
import { LINK_TO_COME } from './link-to-come.ts';
import { OwnWordsButton, OwnWordsFields } from './OwnWords.tsx';
import { Preview, Sheet } from './Sheet.tsx';
import { useOwnWords } from './use-own-words.ts';
import { type Order, usePress } from './use-press.ts';

type Props = {
  product: ProductAddress | undefined;
  preset: PresetChoice | undefined;
  settings: Settings | undefined;
  /** Null where nothing is known of the product but its link. */
  facts: Product | null;
  /** Under which the link goes out. */
  trackingId: string | undefined;
  isPrivate: boolean;
};

/** The text as it will be pasted, the id that it goes out under, and the one press that makes and copies it. */
export function PostMaker({ product, preset, settings, facts, trackingId, isPrivate }: Props) {
  const full = settings?.presets.find(({ id }) => id === preset?.id);
  const words = useOwnWords({ productId: product?.productId, preset: full, settings, isPrivate });
  const said = { coupon: words?.read.coupon.value, erid: words?.read.erid.value };
  const order: Order | undefined =
    product && preset && words ? { url: product.canonicalUrl, preset, words: said } : undefined;
  const { made, working, press } = usePress(order, settings?.copyOnOpen ?? false);
  const [adding, setAdding] = useState(false);
  const [Qr, toggleQr] = useQr();
  const post = made?.ok ? made.value : undefined;
  return (
    <form
      class="maker"
      onSubmit={(event) => {
        event.preventDefault();
        press();
      }}
    >
      <div class="stage">
        {made ? (
          <Made made={made} Qr={Qr} />
        ) : (
          <Preview text={preview(full, settings, facts, { trackingId, ...said })} onCopy={press} />
        )}
      </div>
      <div class="stub">
        <div class="under">
          <dl class="id">
            <dt class="quiet">id</dt>
            <dd class="mono">{post?.link.trackingId ?? trackingId ?? '…'}</dd>
            {post?.link.linkType === 'hot' && <dd class="quiet">hot link</dd>}
          </dl>
          {words && <OwnWordsButton words={words} open={adding} onToggle={() => setAdding(!adding)} />}
        </div>
        {words && adding && <OwnWordsFields words={words} />}
        <div class="go">
          <button type="submit" class="button primary" aria-disabled={working} aria-busy={working} ref={takeFocus}>
            <Icon of={post && !working ? Check : Copy} />
            <span>{label(working, made)}</span>
          </button>
          <button
            type="button"
            class="button square"
            aria-label="QR code"
            title={post ? 'QR code' : 'QR code: copy first'}
            aria-disabled={!post}
            aria-expanded={Qr !== undefined}
            onClick={() => post && toggleQr()}
          >
            <Icon of={QrCode} />
          </button>
        </div>
      </div>
      <span class="aloud" role="status">
        {post ? label(false, made) : ''}
      </span>
    </form>
  );
}

type Qr = FunctionComponent<{ url: string }> | undefined;

function Made({ made, Qr }: { made: Outcome<Post>; Qr: Qr }) {
  if (!made.ok) return <FailureNotice failure={made.failure} />;
  return Qr ? <Qr url={made.value.link.url} /> : <Sheet text={made.value.text} />;
}

/** The QR code's own code is loaded once somebody asks for one. */
function useQr() {
  const [Qr, setQr] = useState<Qr>();
  const toggle = async () => {
    const { QrPicture } = await import('../../components/QrPicture.tsx');
    setQr((shown: Qr) => (shown ? undefined : QrPicture));
  };
  return [Qr, () => void toggle()] as const;
}

type Said = { trackingId: string | undefined; coupon: string | undefined; erid: string | undefined };

function preview(
  preset: Preset | undefined,
  settings: Settings | undefined,
  product: Product | null,
  { trackingId = '', coupon, erid }: Said,
): string {
  if (!settings || !preset) return ' ';
  const made = { url: LINK_TO_COME, trackingId, createdAt: new Date().toISOString() };
  const written = presetPost(preset, settings, navigator.language, { made, product, coupon, erid });
  return written.ok ? written.post.text : LINK_TO_COME;
}

function label(working: boolean, made: Outcome<Post> | undefined): string {
  if (working) return 'Making the link…';
  if (!made) return 'Copy';
  return made.ok ? `Copied · id ${made.value.link.trackingId}` : 'Try again';
}
