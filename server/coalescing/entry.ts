import { hash } from 'node:crypto';
import type { Failure } from '../../lib/contract/failure.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import type { Answer } from './answer.ts';
import type { Urgency } from './purpose.ts';

/** One item that somebody waits for. */
export type Entry<Group, Value> = {
  /** What this instance knows it by. */
  key: string;
  /** What the store knows it by. */
  storeKey: string;
  item: string;
  group: Group;
  /** When it was asked for, in milliseconds since 1970. */
  since: number;
  /** Only an answer made since then will do. */
  fresh: boolean;
  urgency: Urgency;
  /** The API request that asked first, if it was one. */
  requestId: string | undefined;
  settle(outcome: Outcome<Answer<Value>>): void;
  /** The store failed: nothing is known. */
  reject(error: unknown): void;
};

export function fail<Group, Value>(entries: readonly Entry<Group, Value>[], failure: Failure): void {
  for (const entry of entries) entry.settle({ ok: false, failure });
}

/** A key of one length, whatever the address: an index takes no long ones. */
export function storeKeyOf(key: string): string {
  return hash('sha256', key, 'base64url');
}
