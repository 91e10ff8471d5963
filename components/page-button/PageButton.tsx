import { Check, CircleAlert, Link2 } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import type { Failure } from '../../lib/contract/failure.ts';
import type { MadeLink } from '../../lib/contract/links.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import { copyPending } from '../../lib/page/clipboard.ts';
import { Icon } from '../Icon.tsx';

/** How long the pill tells what came of a press, in milliseconds. A failure stays until the next press. */
const SAID_FOR_MS = 4000;

type State = { at: 'rest' } | { at: 'working' } | { at: 'done'; link: MadeLink } | { at: 'failed'; failure: Failure };

/** The in-page button: one press copies the link of this product, and the same pill says what came of it. */
export function PageButton({ makeLink }: { makeLink(): Promise<Outcome<MadeLink>> }) {
  const [state, setState] = useState<State>({ at: 'rest' });
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);

  async function press(event: Event) {
    // A page can dispatch clicks of its own; only a person's press counts (rule AE-2).
    if (!event.isTrusted || state.at === 'working') return;
    clearTimeout(rest.current);
    const copying = copyPending(makeLink(), (link) => link.url);
    setState({ at: 'working' });
    const made = await copying;
    if (made.ok) {
      setState({ at: 'done', link: made.value });
      rest.current = setTimeout(() => setState({ at: 'rest' }), SAID_FOR_MS);
    } else {
      setState({ at: 'failed', failure: made.failure });
    }
  }

  return (
    <>
      <button
        type="button"
        class={`pill ${state.at}`}
        aria-busy={state.at === 'working'}
        onClick={(event) => void press(event)}
      >
        <Icon of={icons[state.at]} />
        <span class="said">
          <Said state={state} />
        </span>
      </button>
      <span class="aloud" role="status">
        {state.at !== 'rest' && <Said state={state} />}
      </span>
    </>
  );
}

const icons = { rest: Link2, working: Link2, done: Check, failed: CircleAlert };

function Said({ state }: { state: State }) {
  switch (state.at) {
    case 'rest':
      return <>Copy link</>;
    case 'working':
      return <>Making the link…</>;
    case 'done':
      return (
        <>
          Copied · id <span class="mono">{state.link.trackingId}</span>
          {state.link.sandbox && <small>Sandbox: earns nothing</small>}
        </>
      );
    case 'failed':
      return (
        <>
          {state.failure.message}
          {state.failure.hint && <small>{state.failure.hint}</small>}
        </>
      );
  }
}
