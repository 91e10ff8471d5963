import { Check, Copy } from 'lucide';
import { useState } from 'preact/hooks';
import { Icon } from '../../components/Icon.tsx';
import { FailureNotice } from '../../components/Notice.tsx';
import type { Me } from '../../lib/contract/access.ts';
import type { Failure } from '../../lib/contract/failure.ts';
import type { Post } from '../../lib/contract/messages.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import { ask } from '../../lib/messaging/ask.ts';
import { copyPending } from '../../lib/page/clipboard.ts';
import type { ProductAddress } from '../../lib/product/address.ts';

type Props = {
  address: ProductAddress;
  /** What the backend said of this access, if it ever did. */
  me: Me | undefined;
  /** Why it says nothing now. */
  problem: Failure | undefined;
};

/** The product of this tab, the id that its link goes out under, and the one press that makes and copies it. */
export function LinkMaker({ address, me, problem }: Props) {
  const [working, setWorking] = useState(false);
  const [made, setMade] = useState<Outcome<Post>>();
  const link = made?.ok ? made.value.link : undefined;
  const failure = made ? failureOf(made) : problem;
  const trackingId = link?.trackingId ?? me?.defaultTrackingId;

  async function press() {
    if (working) return;
    const copying = copyPending(ask('post.make', { url: address.canonicalUrl, context: 'popup' }), false);
    setWorking(true);
    setMade(await copying);
    setWorking(false);
  }

  return (
    <>
      <div class="product">
        <span class="quiet">Product</span>
        <span class="mono">{address.productId}</span>
      </div>
      {failure ? (
        <FailureNotice failure={failure} />
      ) : (
        <p class={`paste ${link ? '' : 'empty'}`}>{link?.url ?? 'The link appears here.'}</p>
      )}
      <dl class="id">
        <dt class="quiet">id</dt>
        <dd class="mono">{trackingId ?? '…'}</dd>
      </dl>
      <div class="go">
        <button type="button" class="button primary" aria-disabled={working} onClick={() => void press()} autofocus>
          <Icon of={link && !working ? Check : Copy} />
          {label(working, made, trackingId)}
        </button>
      </div>
    </>
  );
}

function failureOf(outcome: Outcome<unknown>): Failure | undefined {
  return outcome.ok ? undefined : outcome.failure;
}

function label(working: boolean, made: Outcome<Post> | undefined, trackingId: string | undefined): string {
  if (working) return 'Making the link…';
  if (!made) return 'Copy link';
  return made.ok ? `Copied · id ${trackingId}` : 'Try again';
}
