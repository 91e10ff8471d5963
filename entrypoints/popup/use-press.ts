import { useEffect, useState } from 'preact/hooks';
import type { Payload, Post, PresetChoice } from '../../lib/contract/messages.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import { ask } from '../../lib/messaging/ask.ts';
import { copyPending } from '../../lib/page/clipboard.ts';

/** Everything that a post is made from. */
export type Order = { url: string; preset: PresetChoice; words: Pick<Payload<'post.make'>, 'coupon' | 'erid'> };

/**
 * The press that makes the post and copies it. A press before the order is known is kept until it is: who presses Enter
 * as soon as the popup opens has said what they want.
 */
export function usePress(order: Order | undefined, atOnce: boolean) {
  const [working, setWorking] = useState(false);
  const [isWanted, want] = useState(false);
  const [last, setLast] = useState<{ of: string; made: Outcome<Post> }>();
  const key = order && JSON.stringify([order.url, order.preset.id, order.words]);

  async function make({ url, preset, words }: Order, of: string) {
    const making = ask('post.make', { url, presetId: preset.id, context: 'popup', ...words });
    const copying = copyPending(making, preset.rich);
    want(false);
    setWorking(true);
    setLast({ of, made: await copying });
    setWorking(false);
  }

  function press() {
    if (working) return;
    if (order && key) void make(order, key);
    else want(true);
  }

  useEffect(() => {
    if (order && (atOnce || isWanted)) press();
  }, [atOnce, order?.url, order?.preset.id]);
  // Another preset or another coupon is another text: what was made before is not shown under it.
  return { made: last && last.of === key ? last.made : undefined, working: working || isWanted, press };
}
