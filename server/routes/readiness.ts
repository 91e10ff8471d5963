import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';

/** How long the store may take to say that it is there, in milliseconds. Proxies give up after one or two seconds. */
const PING_WAIT = 800;

export type ReadinessParts = {
  /** Rejects if the store does not answer. */
  ping: () => Promise<void>;
  isStopping: () => boolean;
  log: Log;
};

/** Whether requests can be answered: undefined, or why not. It is asked several times a second, so only a change is logged. */
export function createReadiness({ ping, isStopping, log }: ReadinessParts): () => Promise<string | undefined> {
  let wasThere = true;
  let underWay: Promise<unknown> | undefined;
  const note = (isThere: boolean, reason?: unknown) => {
    if (isThere && !wasThere) log.info('the store answers again');
    if (!isThere && wasThere) log.error({ err: reason }, 'the store does not answer');
    wasThere = isThere;
  };
  return async () => {
    if (isStopping()) return 'The backend is stopping.';
    // One that hangs holds a connection of the store: the next does not add to it.
    underWay ??= ping().finally(() => {
      underWay = undefined;
    });
    const given = new AbortController();
    const late = sleep(PING_WAIT, undefined, { signal: given.signal }).then(() => {
      throw new Error(`no answer within ${PING_WAIT} ms`);
    });
    try {
      await Promise.race([underWay, late]);
      note(true);
      return undefined;
    } catch (error) {
      note(false, error);
      return 'The store does not answer.';
    } finally {
      given.abort();
    }
  };
}
