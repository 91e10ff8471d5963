import type { Kysely } from 'kysely';
import type { PairingRow, Schema } from './schema.ts';

/** What a pairing code gives to the one who brings it. */
type Pairing = { name: string | null; trackingIds: string[] | null; isOwner: boolean };

type NewPairing = Pairing & { selector: string; verifierHash: string; triesLeft: number; expiresAt: number };

export type PairingStore = {
  /** False if a code with that selector is still open. */
  add(pairing: NewPairing, now: number): Promise<boolean>;
  /**
   * The pairing behind a code, which is used up by this; undefined for a wrong, used or expired code. A try is taken
   * off before the comparison, so parallel guesses get no more tries than one after the other.
   */
  redeem(code: { selector: string; verifierHash: string }, now: number): Promise<Pairing | undefined>;
};

export function pairingStore(db: Kysely<Schema>): PairingStore {
  return {
    add: async (pairing, now) => {
      await db
        .deleteFrom('pairing')
        .where((where) => where.or([where('expires_at', '<=', now), where('tries_left', '<=', 0)]))
        .execute();
      const added = await db
        .insertInto('pairing')
        .values(toRow(pairing))
        .onConflict((conflict) => conflict.doNothing())
        .returning('selector')
        .executeTakeFirst();
      return added !== undefined;
    },
    redeem: async ({ selector, verifierHash }, now) => {
      const open = await db
        .updateTable('pairing')
        .set((set) => ({ tries_left: set('tries_left', '-', 1) }))
        .where('selector', '=', selector)
        .where('expires_at', '>', now)
        .where('tries_left', '>', 0)
        .returning('verifier_hash')
        .executeTakeFirst();
      if (open?.verifier_hash !== verifierHash) return undefined;
      const row = await db
        .deleteFrom('pairing')
        .where('selector', '=', selector)
        .where('verifier_hash', '=', verifierHash)
        .returningAll()
        .executeTakeFirst();
      return row && fromRow(row);
    },
  };
}

function toRow(pairing: NewPairing): PairingRow {
  return {
    selector: pairing.selector,
    verifier_hash: pairing.verifierHash,
    name: pairing.name,
    tracking_ids: pairing.trackingIds && JSON.stringify(pairing.trackingIds),
    is_owner: pairing.isOwner ? 1 : 0,
    tries_left: pairing.triesLeft,
    expires_at: pairing.expiresAt,
  };
}

function fromRow(row: PairingRow): Pairing {
  return {
    name: row.name,
    trackingIds: row.tracking_ids === null ? null : (JSON.parse(row.tracking_ids) as string[]),
    isOwner: row.is_owner === 1,
  };
}
