import type { Kysely } from 'kysely';
import type { AccessRow, Schema } from './schema.ts';

/** Somebody who may call the API. */
export type Access = {
  id: string;
  name: string;
  /** The tracking ids that this access may use; null: every one. */
  trackingIds: string[] | null;
  /** May read everybody's ledger. */
  isOwner: boolean;
  createdAt: number;
  lastUsedAt: number | null;
};

type NewAccess = Omit<Access, 'lastUsedAt'> & { tokenHash: string };

export type AccessStore = {
  /** False if a living access has that name. */
  add(access: NewAccess): Promise<boolean>;
  byTokenHash(hash: string): Promise<Access | undefined>;
  /** The living ones, oldest first. */
  list(): Promise<Access[]>;
  /** False if there is no living access of that name. */
  revoke(name: string, at: number): Promise<boolean>;
  /** Notes a use; `at` only moves forward. */
  touch(id: string, at: number): Promise<void>;
};

export function accessStore(db: Kysely<Schema>): AccessStore {
  const living = db.selectFrom('access').selectAll().where('revoked_at', 'is', null);
  return {
    add: async (access) => {
      const row = await db
        .insertInto('access')
        .values(toRow(access))
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
      return row !== undefined;
    },
    byTokenHash: async (hash) => {
      const row = await living.where('token_hash', '=', hash).executeTakeFirst();
      return row && fromRow(row);
    },
    list: async () => (await living.orderBy('created_at').orderBy('id').execute()).map(fromRow),
    revoke: async (name, at) => {
      const update = db.updateTable('access').set({ revoked_at: at }).where('name', '=', name);
      const row = await update.where('revoked_at', 'is', null).returning('id').executeTakeFirst();
      return row !== undefined;
    },
    touch: async (id, at) => {
      await db
        .updateTable('access')
        .set({ last_used_at: at })
        .where('id', '=', id)
        .where((where) => where.or([where('last_used_at', 'is', null), where('last_used_at', '<', at)]))
        .execute();
    },
  };
}

function toRow(access: NewAccess): AccessRow {
  return {
    id: access.id,
    name: access.name,
    token_hash: access.tokenHash,
    tracking_ids: access.trackingIds && JSON.stringify(access.trackingIds),
    is_owner: access.isOwner ? 1 : 0,
    created_at: access.createdAt,
    last_used_at: null,
    revoked_at: null,
  };
}

function fromRow(row: AccessRow): Access {
  return {
    id: row.id,
    name: row.name,
    trackingIds: row.tracking_ids === null ? null : (JSON.parse(row.tracking_ids) as string[]),
    isOwner: row.is_owner === 1,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  };
}
