import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What the gateway answered, for every instance to read, and who is asking it at the moment. */
export const answers: Migration = { up };

async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('answer')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text')
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('failure', 'text')
    .addColumn('failed_at', 'bigint', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('lease_until', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('answer_by_expiry').on('answer').column('expires_at').execute();
}
