import { Copy } from 'lucide';
import { useState } from 'preact/hooks';
import { Icon } from '../../components/Icon.tsx';
import { FailureNotice } from '../../components/Notice.tsx';
import { PresetRow } from '../../components/PresetRow.tsx';
import { takeFocus } from '../../components/take-focus.ts';
import type { Failure } from '../../lib/contract/failure.ts';
import type { PostResult, PresetChoice } from '../../lib/contract/messages.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import { done } from '../../lib/contract/outcome.ts';
import type { Output } from '../../lib/contract/presets.ts';
import { joinPosts } from '../../lib/links/join-posts.ts';
import { ask } from '../../lib/messaging/ask.ts';
import { copyPending } from '../../lib/page/clipboard.ts';
import { findAddresses } from '../../lib/product/addresses-in-text.ts';
import { EditPresets } from './EditPresets.tsx';
import { Recent } from './Recent.tsx';
import type { Found } from './use-found.ts';

/** Any page that is no product: a box that takes any text with addresses in it, and the links made before. */
export function OtherPage({ found }: { found: Found }) {
  const [text, setText] = useState('');
  const [chosen, choose] = useState(found.presets?.[0]);
  const preset = chosen ?? found.presets?.[0];
  const { said, failures, press } = useBulk(preset, outputOf(found, preset));
  const addresses = findAddresses(text).map(({ text: address }) => address);
  const own = pageAddress(found);
  const urls = addresses.length > 0 || own === undefined ? addresses : [own];

  return (
    <>
      <p class="quiet">
        {own
          ? 'This AliExpress page is not a product, but it can have a link too.'
          : 'This tab is not an AliExpress product page.'}
      </p>
      <label for="paste">Paste product links, or any text that holds some</label>
      <textarea
        id="paste"
        class="field"
        rows={3}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <PresetRow presets={found.presets} chosen={preset?.id} onChoose={choose}>
        {found.presets && <EditPresets />}
      </PresetRow>
      <button
        type="button"
        class="button primary"
        aria-disabled={urls.length === 0}
        onClick={() => urls.length > 0 && void press(urls)}
        ref={takeFocus}
      >
        <Icon of={Copy} />
        {said ?? label(addresses.length, own !== undefined)}
      </button>
      {failures.map((failure) => (
        <FailureNotice key={failure.message} failure={failure} />
      ))}
      <Recent />
    </>
  );
}

function label(found: number, ownPage: boolean): string {
  if (found === 0) return ownPage ? 'Copy the link of this page' : 'Copy';
  return found === 1 ? 'Copy 1 link' : `Copy ${found} links`;
}

function pageAddress({ address }: Found): string | undefined {
  return address?.kind === 'page' ? address.url : undefined;
}

function outputOf({ settings }: Found, preset: PresetChoice | undefined): Output | undefined {
  return settings?.ok ? settings.settings.presets.find(({ id }) => id === preset?.id)?.output : undefined;
}

function useBulk(preset: PresetChoice | undefined, output: Output | undefined) {
  const [said, say] = useState<string>();
  const [failures, setFailures] = useState<Failure[]>([]);

  async function press(urls: string[]) {
    if (!preset || !output) return;
    const making = ask('posts.make', { urls, presetId: preset.id });
    const copying = copyPending(
      making.then((answer) => joined(answer, output)),
      preset.rich,
    );
    say('Making the links…');
    const answer = await making;
    const copied = await copying;
    setFailures(failuresOf(answer, copied));
    say(copied.ok ? `Copied ${copied.value.count} of ${urls.length}` : undefined);
  }

  return { said, failures, press };
}

type Joined = { text: string; html?: string | undefined; count: number };

/** The posts that were made, one after another; with none there is nothing to copy. */
function joined(answer: Outcome<PostResult[]>, output: Output): Outcome<Joined> {
  if (!answer.ok) return answer;
  const posts = answer.value.flatMap((result) => (result.ok ? [result.post] : []));
  const refused = answer.value.find((result) => !result.ok);
  if (posts.length === 0 && refused && !refused.ok) return { ok: false, failure: refused.failure };
  return done({ ...joinPosts(output, posts), count: posts.length });
}

/** What went wrong, each sentence once. */
function failuresOf(answer: Outcome<PostResult[]>, copied: Outcome<Joined>): Failure[] {
  const all = answer.ok ? answer.value.flatMap((result) => (result.ok ? [] : [result.failure])) : [answer.failure];
  if (!copied.ok) all.push(copied.failure);
  return [...new Map(all.map((failure) => [failure.message, failure])).values()];
}
