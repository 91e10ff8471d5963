import { migrate } from '../../../server/store/migrate.ts';
import { openSqlite } from '../../../server/store/sqlite.ts';
import type { Store } from '../../../server/store/store.ts';
import { storeOn } from '../../../server/store/store.ts';

/** A real store that lives as long as the test. */
export async function memoryStore(): Promise<Store> {
  const db = openSqlite(':memory:');
  await migrate(db);
  return storeOn(db);
}
