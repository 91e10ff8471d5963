import type { Urgency } from './answer.ts';

/** Hands out up to `count` more entries of the batch that is being sent, the urgent ones first. */
export type Take<Entry> = (count: number) => Entry[];

export type BatchQueueParts<Group, Entry> = {
  /** Entries with the same key can go into one call. */
  groupKey: (group: Group) => string;
  /** Entries of a full batch. */
  size: number;
  /** How long a batch that is not full waits for company, in milliseconds. */
  window: () => number;
  /** The clock, in milliseconds. */
  now: () => number;
  /** Sends one batch; settles every entry that it takes. One runs at a time. Must not reject. */
  send: (group: Group, take: Take<Entry>) => Promise<void>;
};

export type BatchQueue<Group, Entry> = {
  add(group: Group, entries: readonly Entry[], urgency: Urgency): void;
};

type Waiting<Group, Entry> = {
  group: Group;
  since: number;
  entries: Record<Urgency, Entry[]>;
};

/**
 * Collects what is asked for into full batches. Calls to the gateway go one after the other anyway, so nothing is lost
 * by waiting while one is under way: what comes in meanwhile fills the next. After that a batch that is not full waits a
 * short window, in which those who just got an answer come with their next question.
 */
export function createBatchQueue<Group, Entry>(parts: BatchQueueParts<Group, Entry>): BatchQueue<Group, Entry> {
  const { groupKey, size, window, now, send } = parts;
  const groups = new Map<string, Waiting<Group, Entry>>();
  let sending = false;
  let lastEnd = 0;
  let timer: NodeJS.Timeout | undefined;

  const take = (key: string, count: number): Entry[] => {
    const waiting = groups.get(key);
    if (waiting === undefined) return [];
    const { interactive, background } = waiting.entries;
    const taken = interactive.splice(0, count);
    taken.push(...background.splice(0, count - taken.length));
    if (countOf(waiting) === 0) groups.delete(key);
    return taken;
  };

  const wake = (windowIsOver: boolean): void => {
    if (sending) return;
    const next = nextOf(groups, size);
    if (next === undefined) return;
    const [key, waiting] = next;
    if (countOf(waiting) < size && !windowIsOver) {
      timer ??= setTimeout(endWindow, Math.max(waiting.since, lastEnd) + window() - now());
      return;
    }
    clearTimeout(timer);
    timer = undefined;
    sending = true;
    void send(waiting.group, (count) => take(key, count)).finally(() => {
      sending = false;
      lastEnd = now();
      wake(false);
    });
  };

  const endWindow = (): void => {
    timer = undefined;
    wake(true);
  };

  return {
    add: (group, entries, urgency) => {
      const key = groupKey(group);
      const waiting = groups.get(key) ?? { group, since: now(), entries: { interactive: [], background: [] } };
      waiting.entries[urgency].push(...entries);
      groups.set(key, waiting);
      wake(false);
    },
  };
}

function countOf<Group, Entry>({ entries }: Waiting<Group, Entry>): number {
  return entries.interactive.length + entries.background.length;
}

/** The group that goes next: one that somebody waits for before one that nobody does, a full one first, then the oldest. */
function nextOf<Group, Entry>(
  groups: ReadonlyMap<string, Waiting<Group, Entry>>,
  size: number,
): [string, Waiting<Group, Entry>] | undefined {
  const rank = (waiting: Waiting<Group, Entry>): number =>
    (waiting.entries.interactive.length > 0 ? 0 : 2) + (countOf(waiting) >= size ? 0 : 1);
  return [...groups].reduce<[string, Waiting<Group, Entry>] | undefined>((best, candidate) => {
    if (best === undefined) return candidate;
    const difference = rank(candidate[1]) - rank(best[1]) || candidate[1].since - best[1].since;
    return difference < 0 ? candidate : best;
  }, undefined);
}
