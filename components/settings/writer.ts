import type { Failure } from '../../lib/contract/failure.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import type { Settings } from '../../lib/contract/settings.ts';

/** What became of the last change. `count` tells one saving from the next. */
export type Saving = { kind: 'nothing' } | { kind: 'saved'; count: number } | { kind: 'failed'; failure: Failure };

export type Writer = {
  put(settings: Settings): Promise<void>;
  /** Whether something is on its way to storage. */
  busy(): boolean;
};

/** Stores one state after the other. While one is on its way, only the newest of those that wait behind it counts. */
export function createWriter(
  store: (settings: Settings) => Promise<Outcome<unknown>>,
  said: (saving: Saving) => void,
): Writer {
  let waiting: Settings | undefined;
  let isBusy = false;
  let count = 0;

  async function storeAll(): Promise<Saving> {
    let saving: Saving = { kind: 'nothing' };
    while (waiting) {
      const settings = waiting;
      waiting = undefined;
      const outcome = await store(settings);
      count += 1;
      saving = outcome.ok ? { kind: 'saved', count } : { kind: 'failed', failure: outcome.failure };
    }
    return saving;
  }

  return {
    busy: () => isBusy,
    async put(settings) {
      waiting = settings;
      if (isBusy) return;
      isBusy = true;
      const saving = await storeAll().finally(() => {
        isBusy = false;
      });
      said(saving);
    },
  };
}
