import { Check, Copy, QrCode } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../components/Icon.tsx';
import { FailureNotice } from '../../components/Notice.tsx';
import { QrPicture } from '../../components/QrPicture.tsx';
import { takeFocus } from '../../components/take-focus.ts';
import type { Post, PresetChoice } from '../../lib/contract/messages.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import type { Product } from '../../lib/contract/products.ts';
import type { Settings } from '../../lib/contract/settings.ts';
import { ask } from '../../lib/messaging/ask.ts';
import { copyPending } from '../../lib/page/clipboard.ts';
import { presetPost } from '../../lib/settings/preset-post.ts';

type Props = {
  url: string | undefined;
  preset: PresetChoice | undefined;
  settings: Settings | undefined;
  /** Null where nothing is known of the product but its link. */
  facts: Product | null;
  /** Under which the link goes out. */
  trackingId: string | undefined;
};

/** Stands for the link in a text that is shown before the link is made. */
const LINK_TO_COME = 'https://s.click.aliexpress.com/e/xxxxxxxx';

/** The text as it will be pasted, the id that it goes out under, and the one press that makes and copies it. */
export function PostMaker({ url, preset, settings, facts, trackingId }: Props) {
  const { made, working, press } = usePress(url, preset, settings?.copyOnOpen ?? false);
  const [showQr, setShowQr] = useState(false);
  const post = made?.ok ? made.value : undefined;
  return (
    <>
      {made && !made.ok && <FailureNotice failure={made.failure} />}
      {post && showQr && <QrPicture url={post.link.url} />}
      {!showQr && (!made || made.ok) && (
        <textarea
          class={`paste ${post ? '' : 'preview'}`}
          aria-label={post ? 'The text that was copied' : 'The text as it will be pasted'}
          dir="auto"
          rows={4}
          readOnly
          value={post?.text ?? preview(preset, settings, facts, trackingId)}
        />
      )}
      <dl class="id">
        <dt class="quiet">id</dt>
        <dd class="mono">{post?.link.trackingId ?? trackingId ?? '…'}</dd>
        {post?.link.linkType === 'hot' && <dd class="quiet">hot link</dd>}
      </dl>
      <div class="go">
        <button type="button" class="button primary" aria-disabled={working} onClick={press} ref={takeFocus}>
          <Icon of={post && !working ? Check : Copy} />
          {label(working, made)}
        </button>
        <button
          type="button"
          class="button square"
          aria-label="QR code"
          title={post ? 'QR code' : 'QR code: copy first'}
          aria-disabled={!post}
          aria-expanded={showQr}
          onClick={() => post && setShowQr(!showQr)}
        >
          <Icon of={QrCode} />
        </button>
      </div>
      <span class="aloud" role="status">
        {post ? label(false, made) : ''}
      </span>
    </>
  );
}

function usePress(url: string | undefined, preset: PresetChoice | undefined, atOnce: boolean) {
  const [working, setWorking] = useState(false);
  const [last, setLast] = useState<{ presetId: string; made: Outcome<Post> }>();

  async function make(address: string, chosen: PresetChoice) {
    const making = ask('post.make', { url: address, presetId: chosen.id, context: 'popup' });
    const copying = copyPending(making, chosen.rich);
    setWorking(true);
    setLast({ presetId: chosen.id, made: await copying });
    setWorking(false);
  }

  const press = () => {
    if (url && preset && !working) void make(url, preset);
  };
  useEffect(() => {
    if (atOnce) press();
  }, [atOnce, url, preset?.id]);
  // Another preset is another text: what was made with the last one is not shown under it.
  return { made: last?.presetId === preset?.id ? last?.made : undefined, working, press };
}

function preview(
  preset: PresetChoice | undefined,
  settings: Settings | undefined,
  product: Product | null,
  trackingId = '',
): string {
  const full = settings?.presets.find(({ id }) => id === preset?.id);
  if (!settings || !full) return ' ';
  const made = { url: LINK_TO_COME, trackingId, createdAt: new Date().toISOString() };
  const written = presetPost(full, settings, navigator.language, { made, product });
  return written.ok ? written.post.text : LINK_TO_COME;
}

function label(working: boolean, made: Outcome<Post> | undefined): string {
  if (working) return 'Making the link…';
  if (!made) return 'Copy';
  return made.ok ? `Copied · id ${made.value.link.trackingId}` : 'Try again';
}
