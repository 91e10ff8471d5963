import { ask } from '../../lib/messaging/ask.ts';
import { ConfirmButton } from './ConfirmButton.tsx';
import { Paired } from './Paired.tsx';
import { PairingForm } from './PairingForm.tsx';
import { Section } from './Section.tsx';
import type { PairingStore } from './use-pairing.ts';

/** With which backend this browser works, and how that is begun and ended. */
export function BackendSection({ store }: { store: PairingStore }) {
  const { pairing } = store;
  return (
    <Section
      id="backend"
      title="Backend"
      lead="The small server of your own that signs your links. Only it knows your app secret."
    >
      {pairing === null && <PairingForm onPaired={store.set} />}
      {pairing && (
        <>
          <Paired {...store} />
          <div class="row">
            <ConfirmButton
              label="Unpair"
              title="Unpair this browser?"
              confirm="Unpair"
              onConfirm={() => void ask('pairing.remove', {}).then(() => store.set(null))}
            >
              <p>Waybill forgets its access to {pairing.publicUrl}. To pair again you need a new pairing link.</p>
              <p>
                Links that you made stay in the ledger of the backend. To end the access there as well, run{' '}
                <code>npx waybill token revoke {quoted(pairing.name)}</code>.
              </p>
            </ConfirmButton>
          </div>
        </>
      )}
    </Section>
  );
}

function quoted(name: string): string {
  return /^[\w-]+$/.test(name) ? name : JSON.stringify(name);
}
