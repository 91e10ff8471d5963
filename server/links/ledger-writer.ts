import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { LedgerStore, NewLedgerEntry } from '../store/ledger.ts';
import { ledgerId } from '../store/ledger.ts';

/** Answers whose line is known to be written, in memory. */
const REMEMBERED = 50_000;

/** Lines of one commit. */
const MAX_COMMIT = 2_000;

/** A link that is about to be answered; its id and time are given when it is written. */
export type LedgerDraft = Omit<NewLedgerEntry, 'id' | 'at'>;

/** Resolves when every entry is on the disk. */
export type WriteLedger = (entries: readonly LedgerDraft[]) => Promise<void>;

type Waiting = { entry: LedgerDraft; resolve: () => void; reject: (error: unknown) => void };

/**
 * Writes the ledger with one commit for all that is waiting at the moment. The same link that is answered again to the
 * same access with the same note is one line: a second press within the life of a link is no news.
 */
export function createLedgerWriter(ledger: LedgerStore, now: () => number): WriteLedger {
  const written = new LRUCache<string, Promise<void> | true>({ max: REMEMBERED });
  const waiting: Waiting[] = [];
  let writing = false;

  const flush = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = waiting.splice(0, MAX_COMMIT);
      try {
        await ledger.append(group.map(({ entry }) => dated(entry, now())));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    writing = false;
  };

  const write = (entry: LedgerDraft): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    waiting.push({ entry, resolve, reject });
    if (!writing) {
      writing = true;
      setImmediate(() => void flush());
    }
    return promise;
  };

  const begin = (key: string, entry: LedgerDraft): Promise<void> => {
    const commit = write(entry);
    written.set(key, commit);
    commit.then(
      () => written.set(key, true),
      () => written.delete(key),
    );
    return commit;
  };

  return async (entries) => {
    const commits: Promise<void>[] = [];
    for (const entry of entries) {
      const key = `${entry.accessId}\n${entry.url}\n${entry.note ?? ''}`;
      const known = written.get(key) ?? begin(key, entry);
      if (known !== true) commits.push(known);
    }
    await Promise.all(commits);
  };
}

function dated(entry: LedgerDraft, at: number): NewLedgerEntry {
  return { ...entry, id: ledgerId(at, randomBytes(6).toString('hex')), at };
}
