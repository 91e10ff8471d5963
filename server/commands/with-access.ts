import type { Config } from '../config.ts';
import type { AccessServices } from '../services.ts';
import { openAccess } from '../services.ts';
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
