import type { Urgency } from './purpose.ts';

/** Hands out up to `count` more entries of the batch that is being sent, the urgent ones first. */
export type Take<Entry> = (count: number) => Entry[];

export type BatchQueueParts<Group, Entry> = {
  /** Entries with the same key can go into one call. */
  groupKey: (group: Group) => string;
  /** Entries of a full batch. */
  size: number;
  /** How long a batch that is not full waits for company, in milliseconds. */
  window: () => number;
  /** Counts up with everything that is asked for, whether or not it comes to the queue. */
  traffic: () => number;
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

/** While there is traffic, a batch that is not full waits about as long as a call takes, within these milliseconds. */
const LONGEST_WAIT = { least: 60, most: 250 };

/**
 * Collects what is asked for into full batches. Calls to the gateway go one after the other anyway, so nothing is lost
 * by waiting while one is under way: what comes in meanwhile fills the next. After that a batch that is not full waits a
 * short window, in which those who just got an answer come with their next question, and on while there is traffic. Who
 * is alone waits for one window.
 */
export function createBatchQueue<Group, Entry>(parts: BatchQueueParts<Group, Entry>): BatchQueue<Group, Entry> {
  const { groupKey, size, window, traffic, now, send } = parts;
  const groups = new Map<string, Waiting<Group, Entry>>();
  let sending = false;
  let lastCall = 0;
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

  /** Sends a full batch, or waits a window for the next one; `waited` is how long that has gone on, in milliseconds. */
  const wake = (waited: number): void => {
    if (sending) return;
    const next = nextOf(groups, size);
    if (next === undefined) return;
    const [key, waiting] = next;
    if (countOf(waiting) >= size) dispatch(key, waiting.group);
    else timer ??= waitFor(traffic(), waited);
  };

  const waitFor = (trafficBefore: number, waited: number): NodeJS.Timeout => {
    const wait = window();
    return setTimeout(() => {
      timer = undefined;
      const longest = Math.min(Math.max(lastCall, LONGEST_WAIT.least, wait), Math.max(LONGEST_WAIT.most, wait));
      if (traffic() > trafficBefore && waited + wait < longest) wake(waited + wait);
      else endWait();
    }, wait);
  };

  const endWait = (): void => {
    const next = sending ? undefined : nextOf(groups, size);
    if (next !== undefined) dispatch(next[0], next[1].group);
  };

  const dispatch = (key: string, group: Group): void => {
    clearTimeout(timer);
    timer = undefined;
    sending = true;
    const began = now();
    void send(group, (count) => take(key, count)).finally(() => {
      sending = false;
      lastCall = now() - began;
      wake(0);
    });
  };

  return {
    add: (group, entries, urgency) => {
      const key = groupKey(group);
      const waiting = groups.get(key) ?? { group, since: now(), entries: { interactive: [], background: [] } };
      waiting.entries[urgency].push(...entries);
      groups.set(key, waiting);
      wake(0);
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
