import type { Config } from '../config.ts';
import type { AccessServices } from '../services.ts';
import { openAccess } from '../services.ts';
import type { Store } from '../store/store.ts';
import { openStore } from '../store/store.ts';
import type { CommandIo } from './command-io.ts';
import { configOf } from './command-io.ts';

/** Opens the store for one piece of work; a backend that runs on it at the same time is not disturbed. */
export async function withAccess<T>(
  io: CommandIo,
  work: (services: AccessServices, config: Config) => Promise<T>,
): Promise<T> {
  const config = configOf(io);
  const services = await openAccess(config);
  try {
    return await work(services, config);
  } finally {
    await services.close();
  }
}

/** Opens the store itself, migrated to the newest schema, for one piece of work. */
export async function withStore<T>(io: CommandIo, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(configOf(io));
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
