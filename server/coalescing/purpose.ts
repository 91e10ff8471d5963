import { AsyncLocalStorage } from 'node:async_hooks';

/** Somebody waits for an `interactive` answer; a `background` one gives way to those. */
export type Urgency = 'interactive' | 'background';

/** What gateway calls are made for. */
export type Purpose = {
  urgency: Urgency;
  /** The API requests that a call serves, as far as they are known: what a person can look up in the log. */
  requestIds: readonly string[];
};

const current = new AsyncLocalStorage<Purpose>();

const UNKNOWN: Purpose = { urgency: 'interactive', requestIds: [] };

/** Runs work whose gateway calls are made for this, however deep inside they are. */
export function withPurpose<T>(purpose: Purpose, work: () => T): T {
  return current.run(purpose, work);
}

export function currentPurpose(): Purpose {
  return current.getStore() ?? UNKNOWN;
}
