import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';

const SCRIPT = fileURLToPath(new URL('./store-worker.ts', import.meta.url));

const Answer = z.object({ result: z.optional(z.unknown()), error: z.optional(z.string()) });

/** Another process that uses a store. */
export type Worker = {
  /** Has it do one of the steps of store-worker.ts; one at a time. */
  ask(step: string, argument?: string): Promise<unknown>;
  stop(): void;
};

/** Starts the process; resolves when it waits for its first step. */
export async function startWorker(): Promise<Worker> {
  const child = fork(SCRIPT);
  await once(child, 'message');
  return {
    ask: async (step, argument = '') => {
      const answered = once(child, 'message');
      child.send([step, argument]);
      const [message] = (await answered) as unknown[];
      const { result, error } = z.parse(Answer, message);
      if (error !== undefined) throw new Error(error);
      return result;
    },
    stop: () => child.disconnect(),
  };
}
