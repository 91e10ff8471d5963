import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Me } from '../../lib/contract/access.ts';
import type { Failure } from '../../lib/contract/failure.ts';
import type { Pairing } from '../../lib/contract/messages.ts';
import { ask } from '../../lib/messaging/ask.ts';
import { whenStored } from './use-settings.ts';

export type PairingStore = {
  /** Undefined while it is read; null without a backend. */
  pairing: Pairing | null | undefined;
  /** What the backend said of this access: just now, or the last time. */
  me: Me | undefined;
  /** Why it says nothing now. */
  problem: Failure | undefined;
  set(pairing: Pairing | null): void;
};

/** With which backend this browser works, at once from memory and then fresh from the backend. */
export function usePairing(): PairingStore {
  const [pairing, setPairing] = useState<Pairing | null>();
  const [problem, setProblem] = useState<Failure>();
  const read = useCallback(async () => {
    const answer = await ask('pairing.read', {});
    setPairing(answer.ok ? answer.value : null);
  }, []);
  useEffect(() => {
    void read();
    return whenStored('pairing', () => void read());
  }, [read]);

  const address = pairing?.publicUrl;
  useEffect(() => {
    setProblem(undefined);
    // The answer is stored as well, and that is what the page follows.
    if (address !== undefined) void ask('access.read', {}).then((me) => setProblem(me.ok ? undefined : me.failure));
  }, [address]);

  return { pairing, me: pairing?.access ?? undefined, problem, set: setPairing };
}
