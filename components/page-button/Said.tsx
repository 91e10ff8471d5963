import type { Failure } from '../../lib/contract/failure.ts';
import { withoutFactsNote, wordsFor } from '../../lib/failure-words.ts';
import type { PressState } from './press-state.ts';

/** What the pill says. */
export function Said({ state, dealProduct }: { state: PressState; dealProduct: string | undefined }) {
  switch (state.at) {
    case 'rest':
      return (
        <>
          Copy link
          {dealProduct && <small class="mono">{dealProduct}</small>}
        </>
      );
    case 'asking':
      return (
        <>
          You came here through another publisher’s link.
          <small>Press again to make your own.</small>
        </>
      );
    case 'working':
      return <>Making the link…</>;
    case 'done':
      return (
        <>
          Copied · id <span class="mono">{state.link.trackingId}</span>
          {state.link.sandbox && <small>Sandbox: earns nothing</small>}
          {state.withoutFacts && <small>{withoutFactsNote(state.withoutFacts)}</small>}
        </>
      );
    case 'failed':
      return <FailureSaid failure={state.failure} />;
  }
}

function FailureSaid({ failure }: { failure: Failure }) {
  const { message, hint } = wordsFor(failure);
  return (
    <>
      {message}
      {hint && <small>{hint}</small>}
    </>
  );
}
