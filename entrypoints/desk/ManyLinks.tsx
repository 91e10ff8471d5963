import { Link2 } from 'lucide';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Icon } from '../../components/Icon.tsx';
import { Notice } from '../../components/Notice.tsx';
import { PresetRow } from '../../components/PresetRow.tsx';
import { browser } from '../../lib/browser.ts';
import type { Target } from './lines.ts';
import { coversAll, targetsIn } from './lines.ts';

import { Results } from './Results.tsx';
import type { Start } from './start.ts';
import { TabsButton } from './TabsButton.tsx';
import { useLines } from './use-lines.ts';
import { usePresets } from './use-presets.ts';
import { useText } from './use-text.ts';

type Props = { start: Start; paired: boolean; onQr(url: string): void };

/** A text with addresses in it, a preset, one press: a table with a line for each address. */
export function ManyLinks({ start, paired, onQr }: Props) {
  const [text, setText] = useText(start.text);
  const { targets, more } = useMemo(() => targetsIn(text), [text]);
  const { presets, chosen, choose } = usePresets();
  const { lines, working, make, retry } = useLines();
  const tagged = targets.filter((target) => target.tagged).length;
  const isMade = coversAll(lines, targets, chosen?.id);
  const ready = paired && targets.length > 0 && chosen !== undefined && !working;

  function press() {
    if (ready && chosen) void make(targets, chosen.id);
  }
  useStart(start.make && tagged === 0 && ready, press);

  return (
    <>
      <form
        class="many"
        onSubmit={(event) => {
          event.preventDefault();
          press();
        }}
      >
        <div class="spread">
          <label for="text">Addresses, or any text with addresses in it</label>
          <TabsButton onAddresses={(found) => setText([text.trimEnd(), ...found].filter(Boolean).join('\n'))} />
        </div>
        <textarea
          id="text"
          class="field"
          dir="ltr"
          value={text}
          spellcheck={false}
          autofocus
          aria-describedby="found"
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && press()}
        />
        <p id="found" class="quiet" role="status">
          {foundWords(targets, more)}
        </p>
        {tagged > 0 && <TaggedNotice count={tagged} all={targets.length} />}
        <PresetRow presets={presets} chosen={chosen?.id} onChoose={({ id }) => choose(id)} />
        {paired ? (
          <div class="row">
            <button type="submit" class={`button ${isMade ? '' : 'primary'}`} aria-disabled={!ready}>
              <Icon of={Link2} />
              {working ? 'Making the links…' : goWords(targets.length)}
            </button>
            <span class="quiet">Ctrl+Enter in the box does the same.</span>
          </div>
        ) : (
          <NotPaired />
        )}
      </form>
      {lines.length > 0 && <Results lines={lines} working={working} onRetry={() => void retry()} onQr={onQr} />}
    </>
  );
}

/** Makes the links that were asked for before the desk opened, once everything for it is there. */
function useStart(ready: boolean, press: () => void): void {
  const pending = useRef(true);
  useEffect(() => {
    if (!ready || !pending.current) return;
    pending.current = false;
    press();
  }, [ready]);
}

function foundWords(targets: Target[], more: number): string {
  if (targets.length === 0) return 'No AliExpress address found yet.';
  const products = targets.filter(({ productId }) => productId !== null).length;
  const others = targets.length - products;
  const parts = [
    ...(products > 0 ? [count(products, 'product')] : []),
    ...(others > 0 ? [count(others, products > 0 ? 'other address' : 'address', 'es')] : []),
  ];
  const found = `${parts.join(' and ')} found.`;
  return more > 0 ? `${found} ${count(more, 'more')} than fit in one go: make these first.` : found;
}

function count(number: number, thing: string, plural = 's'): string {
  const figure = new Intl.NumberFormat('en').format(number);
  return thing === 'more' || number === 1 ? `${figure} ${thing}` : `${figure} ${thing}${plural}`;
}

function goWords(targets: number): string {
  return targets > 1 ? `Make ${targets} links` : 'Make the link';
}

function TaggedNotice({ count: tagged, all }: { count: number; all: number }) {
  return (
    <Notice
      tone="plain"
      title={
        all === 1
          ? 'This address is another publisher’s link.'
          : `${tagged} of these ${tagged === 1 ? 'is a link' : 'are links'} of another publisher.`
      }
      text="You make your own instead. Go on only if you mean to."
    />
  );
}

function NotPaired() {
  return (
    <>
      <Notice
        tone="plain"
        title="Waybill is not paired with a backend yet."
        text='Run "npx waybill pair" where your backend runs, and paste the link that it prints into the options.'
      />
      <button type="button" class="button primary" onClick={() => void browser.runtime.openOptionsPage()}>
        Open options
      </button>
    </>
  );
}
