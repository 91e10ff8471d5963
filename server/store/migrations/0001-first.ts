import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Access, pairing, ledger and quota. */
export const first: Migration = { up };

async function up(db: Kysely<unknown>): Promise<void> {
  await access(db);
  await pairing(db);
  await ledger(db);
  await db.schema
    .createTable('quota')
    .addColumn('app_key', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('used', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('quota_pk', ['app_key', 'day'])
    .execute();
}

async function access(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('access')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('tracking_ids', 'text')
    .addColumn('is_owner', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('last_used_at', 'bigint')
    .addColumn('revoked_at', 'bigint')
    .execute();
  await db.schema
    .createIndex('access_live_name')
    .on('access')
    .column('name')
    .unique()
    .where(sql.ref('revoked_at'), 'is', null)
    .execute();
}

async function pairing(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('pairing')
    .addColumn('selector', 'text', (column) => column.primaryKey())
    .addColumn('verifier_hash', 'text', (column) => column.notNull())
    .addColumn('name', 'text')
    .addColumn('tracking_ids', 'text')
    .addColumn('is_owner', 'bigint', (column) => column.notNull())
    .addColumn('tries_left', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
}

async function ledger(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ledger')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('access_id', 'text', (column) => column.notNull())
    .addColumn('access_name', 'text', (column) => column.notNull())
    .addColumn('product_id', 'text')
    .addColumn('canonical_url', 'text', (column) => column.notNull())
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('tracking_id', 'text', (column) => column.notNull())
    .addColumn('link_type', 'text', (column) => column.notNull())
    .addColumn('ship_to', 'text')
    .addColumn('sub_ids', 'text')
    .addColumn('note', 'text')
    .addColumn('is_sandbox', 'bigint', (column) => column.notNull())
    .addColumn('search_text', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('ledger_by_access').on('ledger').columns(['access_id', 'id']).execute();
}
