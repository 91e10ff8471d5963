import { AsyncLocalStorage } from 'node:async_hooks';
import type { Urgency } from './answer.ts';

const current = new AsyncLocalStorage<Urgency>();

/** Runs work whose gateway calls are reserved with this urgency, however deep inside they are made. */
export function withUrgency<T>(urgency: Urgency, work: () => T): T {
  return current.run(urgency, work);
}

export function currentUrgency(): Urgency {
  return current.getStore() ?? 'interactive';
}
