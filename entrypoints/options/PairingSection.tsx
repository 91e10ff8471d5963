import { useEffect, useState } from 'preact/hooks';
import { FailureNotice } from '../../components/Notice.tsx';
import { SandboxBar } from '../../components/SandboxBar.tsx';
import { hostPermission, readPairingLink } from '../../lib/backend/pairing-link.ts';
import { browser } from '../../lib/browser.ts';
import type { Me } from '../../lib/contract/access.ts';
import type { Failure } from '../../lib/contract/failure.ts';
import { failure } from '../../lib/contract/failure.ts';
import type { Pairing } from '../../lib/contract/messages.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import { ask } from '../../lib/messaging/ask.ts';

/** With which backend this browser works, and how that is begun and ended. */
export function PairingSection() {
  const [pairing, setPairing] = useState<Pairing | null>();
  useEffect(() => {
    void ask('pairing.read', {}).then((answer) => setPairing(answer.ok ? answer.value : null));
  }, []);
  return (
    <section aria-labelledby="pairing">
      <h2 id="pairing">Backend</h2>
      {pairing === null && <PairingForm onPaired={setPairing} />}
      {pairing && <Paired pairing={pairing} onUnpaired={() => setPairing(null)} />}
    </section>
  );
}

function PairingForm({ onPaired }: { onPaired(pairing: Pairing): void }) {
  const [link, setLink] = useState('');
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<Failure>();

  async function pair(event: Event) {
    event.preventDefault();
    const read = readPairingLink(link);
    if (!read.ok) return setProblem(read.failure);
    // The browser lets a press ask for a permission only before anything is awaited.
    const asking = browser.permissions.request({ origins: [hostPermission(read.value.publicUrl)] });
    setWorking(true);
    setProblem(undefined);
    const paired = (await asking) ? await ask('pairing.redeem', { link }) : declined(read.value.publicUrl);
    setWorking(false);
    if (paired.ok) onPaired(paired.value);
    else setProblem(paired.failure);
  }

  return (
    <form onSubmit={(event) => void pair(event)}>
      <label for="link">Pairing link</label>
      <div class="row">
        <input
          id="link"
          class="field mono"
          value={link}
          onInput={(event) => setLink(event.currentTarget.value)}
          placeholder="http://127.0.0.1:8787/#pair=…"
          autocomplete="off"
          spellcheck={false}
          required
        />
        <button type="submit" class="button primary" aria-disabled={working}>
          {working ? 'Pairing…' : 'Pair'}
        </button>
      </div>
      <p class="quiet">
        Run <code>npx waybill pair</code> where your backend runs and paste the link that it prints. The browser asks
        whether Waybill may talk to that one address.
      </p>
      {problem && <FailureNotice failure={problem} />}
    </form>
  );
}

function declined(publicUrl: string): Outcome<never> {
  return {
    ok: false,
    failure: failure('backend_unreachable', {
      message: `Without the permission Waybill cannot reach ${publicUrl}.`,
      hint: 'Press Pair again and allow it.',
    }),
  };
}

function Paired({ pairing, onUnpaired }: { pairing: Pairing; onUnpaired(): void }) {
  const [access, setAccess] = useState<Outcome<Me>>();
  useEffect(() => {
    void ask('access.read', {}).then(setAccess);
  }, []);
  const me = access?.ok ? access.value : pairing.access;
  return (
    <>
      {me?.mode === 'sandbox' && <SandboxBar />}
      <dl class="facts">
        <dt>Address</dt>
        <dd class="mono">{pairing.publicUrl}</dd>
        <dt>Paired as</dt>
        <dd>{pairing.name}</dd>
        <dt>Tracking ids</dt>
        <dd class="mono">{me?.trackingIds.join(', ') ?? '…'}</dd>
      </dl>
      {access && !access.ok && <FailureNotice failure={access.failure} />}
      <div class="row">
        <button type="button" class="button" onClick={() => void ask('pairing.remove', {}).then(onUnpaired)}>
          Unpair
        </button>
        <span class="quiet">Links that you made stay in the ledger of the backend.</span>
      </div>
    </>
  );
}
