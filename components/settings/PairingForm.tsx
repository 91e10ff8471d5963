import { useState } from 'preact/hooks';
import { hostPermission, readPairingLink } from '../../lib/backend/pairing-link.ts';
import { browser } from '../../lib/browser.ts';
import type { Failure } from '../../lib/contract/failure.ts';
import type { Pairing } from '../../lib/contract/messages.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import { failed } from '../../lib/contract/outcome.ts';
import { ask } from '../../lib/messaging/ask.ts';
import { FailureNotice } from '../Notice.tsx';

type Props = {
  onPaired(pairing: Pairing): void;
  /** Hosts that the person wants as well and that the same prompt may ask for. */
  also?: readonly string[];
  /** The host of the link in the field, as soon as it is one. */
  onHost?(host: string | undefined): void;
};

/** Pairing by one pasted link. */
export function PairingForm({ onPaired, also = [], onHost }: Props) {
  const [link, setLink] = useState('');
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<Failure>();

  function type(typed: string) {
    const read = readPairingLink(typed);
    setLink(typed);
    onHost?.(read.ok ? hostPermission(read.value.publicUrl) : undefined);
  }

  async function pair(event: Event) {
    event.preventDefault();
    if (working) return;
    const read = readPairingLink(link);
    if (!read.ok) return setProblem(read.failure);
    // The browser lets a press ask for a permission only before anything is awaited.
    const asking = browser.permissions.request({ origins: [hostPermission(read.value.publicUrl), ...also] });
    setWorking(true);
    setProblem(undefined);
    const paired = (await asking) ? await ask('pairing.redeem', { link }) : declined(read.value.publicUrl);
    setWorking(false);
    if (paired.ok) onPaired(paired.value);
    else setProblem(paired.failure);
  }

  return (
    <form class="stack" onSubmit={(event) => void pair(event)}>
      <label for="link">Pairing link</label>
      <div class="row">
        <input
          id="link"
          class="field mono grow"
          value={link}
          onInput={(event) => type(event.currentTarget.value)}
          placeholder="http://127.0.0.1:8787/#pair=…"
          autocomplete="off"
          spellcheck={false}
          aria-describedby="link-line"
          required
        />
        <button type="submit" class="button primary" aria-disabled={working}>
          {working ? 'Pairing…' : 'Pair'}
        </button>
      </div>
      <p id="link-line" class="quiet">
        Run <code>npx waybill pair</code> where your backend runs and paste the link that it prints: one use, 10
        minutes. The browser asks whether Waybill may talk to that one address.
      </p>
      {problem && <FailureNotice failure={problem} />}
    </form>
  );
}

function declined(publicUrl: string): Outcome<never> {
  return failed('backend_unreachable', {
    message: `Without the permission Waybill cannot reach ${publicUrl}.`,
    hint: 'Press Pair again and allow it.',
  });
}
