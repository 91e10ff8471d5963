import { PAIRING_CODE_LIFE } from '../../lib/contract/access.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import { done, failed } from '../../lib/contract/outcome.ts';
import type { PairingStore } from '../store/pairings.ts';
import { newPairingCode, readPairingCode } from './secrets.ts';
import type { AccessRights, Tokens } from './tokens.ts';

/** Wrong tries after which a code is dead. */
const TRIES = 5;

/** The name of an access whose pairing named nobody. */
const DEFAULT_NAME = 'browser';

type Paired = { token: string; name: string };

export type Pairings = {
  /** A new code. It can be used once, within ten minutes; `name` is what the access will be called. */
  open(name: string | null, rights: AccessRights): Promise<string>;
  /**
   * Trades a code for a token. The answer to a wrong, used, expired or killed code is always the same. `name` counts
   * only if the pairing has none.
   */
  redeem(code: string, name: string | undefined): Promise<Outcome<Paired>>;
};

/** Hands out pairing codes and trades them for tokens. `now` is the clock, in milliseconds. */
export function createPairings(store: PairingStore, tokens: Tokens, now: () => number): Pairings {
  return {
    open: async (name, rights) => {
      for (;;) {
        const code = newPairingCode();
        const parts = readPairingCode(code);
        if (parts === undefined) throw new Error('A new pairing code does not read back');
        const pairing = { ...parts, name, ...rights, triesLeft: TRIES, expiresAt: now() + PAIRING_CODE_LIFE };
        if (await store.add(pairing, now())) return code;
      }
    },
    redeem: async (typed, name) => {
      const parts = readPairingCode(typed);
      const pairing = parts && (await store.redeem(parts, now()));
      if (pairing === undefined) return refused();
      const { trackingIds, isOwner } = pairing;
      const created = await tokens.createUnder(pairing.name ?? name ?? DEFAULT_NAME, { trackingIds, isOwner });
      return done({ token: created.token, name: created.access.name });
    },
  };
}

function refused(): Outcome<never> {
  return failed('unauthorized', {
    message: 'This pairing code cannot be used: it is wrong, was used already, or is older than ten minutes.',
    hint: 'Whoever runs the backend makes a new pairing link with "npx waybill pair".',
  });
}
