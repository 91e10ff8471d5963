import { FailureNotice } from '../Notice.tsx';
import { SandboxBar } from '../SandboxBar.tsx';
import type { PairingStore } from './use-pairing.ts';

/** The backend that this browser is paired with, and what it says of this access. */
export function Paired({ pairing, me, problem }: Pick<PairingStore, 'pairing' | 'me' | 'problem'>) {
  if (!pairing) return null;
  return (
    <>
      {me?.mode === 'sandbox' && <SandboxBar />}
      <dl class="facts">
        <dt>Address</dt>
        <dd class="mono">{pairing.publicUrl}</dd>
        <dt>Paired as</dt>
        <dd>{pairing.name}</dd>
        <dt>Tracking ids</dt>
        <dd class="mono">
          {me?.trackingIds.map((id) => (
            <span key={id} class="tag">
              {id}
              {id === me.defaultTrackingId && <span class="quiet"> default</span>}
            </span>
          )) ?? '…'}
        </dd>
        <dt>Calls today</dt>
        <dd>{me ? `${me.quota.used} of ${me.quota.limit}` : '…'}</dd>
      </dl>
      {problem && <FailureNotice failure={problem} />}
    </>
  );
}
