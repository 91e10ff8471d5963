import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Requests counted over all instances; the columns are those of the rate-limiter-flexible package. */
export const rateLimit: Migration = { up };

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('rate_limit')
    .addColumn('key', 'varchar(255)', (column) => column.primaryKey())
    .addColumn('points', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('expire', 'bigint')
    .execute();
}
