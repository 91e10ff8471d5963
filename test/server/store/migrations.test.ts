import { Migrator } from 'kysely/migration';
import { expect, it } from 'vitest';
import { migrate } from '../../../server/store/migrate.ts';
import { migrations } from '../../../server/store/migrations.ts';
import { openSqlite } from '../../../server/store/sqlite.ts';
import { storeOn } from '../../../server/store/store.ts';

it('finds the words of entries that were written before there was an index of words', async () => {
  const db = openSqlite(':memory:');
  const old = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0004'));
  await new Migrator({ db, provider: { getMigrations: async () => old } }).migrateToLatest();
  const entries = Array.from({ length: 1200 }, (_, n) => ({
    id: `id${String(n).padStart(5, '0')}`,
    at: n,
    access_id: 'a1',
    access_name: 'anna',
    product_id: String(1005000000000000 + n),
    canonical_url: `https://www.aliexpress.com/item/${1005000000000000 + n}.html`,
    url: 'https://s.click.aliexpress.com/e/_x',
    tracking_id: 'blog',
    link_type: 'normal',
    ship_to: null,
    sub_ids: null,
    note: n === 7 ? 'Summer' : null,
    is_sandbox: 0,
    search_text: 'written by the old one',
  }));
  for (const entry of entries) await db.insertInto('ledger').values(entry).execute();
  await migrate(db);
  const { ledger } = storeOn(db);
  const search = { accessId: undefined, trackingId: undefined, before: undefined, limit: 10 };
  expect(await ledger.search({ ...search, query: 'summer' })).toMatchObject([{ id: 'id00007' }]);
  expect(await ledger.search({ ...search, query: '1005000000001199' })).toMatchObject([{ id: 'id01199' }]);
  expect(await ledger.search({ ...search, query: 'written' })).toEqual([]);
  await db.destroy();
});
