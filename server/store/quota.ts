import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

export type QuotaStore = {
  /**
   * Takes one call out of a day's limit and answers how many are used with it; undefined if none is left. Never grants
   * more than `limit`, whoever else asks.
   */
  reserve(appKey: string, day: string, limit: number): Promise<number | undefined>;
  /** The calls reserved on a day. */
  used(appKey: string, day: string): Promise<number>;
};

export function quotaStore(db: Kysely<Schema>): QuotaStore {
  return {
    reserve: async (appKey, day, limit) => {
      if (limit < 1) return undefined;
      const row = await db
        .insertInto('quota')
        .values({ app_key: appKey, day, used: 1 })
        .onConflict((conflict) =>
          conflict
            .columns(['app_key', 'day'])
            .doUpdateSet((set) => ({ used: set('quota.used', '+', 1) }))
            .where('quota.used', '<', limit),
        )
        .returning('used')
        .executeTakeFirst();
      return row?.used;
    },
    used: async (appKey, day) => {
      const row = await db
        .selectFrom('quota')
        .select('used')
        .where('app_key', '=', appKey)
        .where('day', '=', day)
        .executeTakeFirst();
      return row?.used ?? 0;
    },
  };
}
