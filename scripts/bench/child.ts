import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod/mini';

const Ready = z.object({ origin: z.string(), token: z.string() });
const Usage = z.object({ cpu: z.number(), rss: z.number() });
type Usage = z.infer<typeof Usage>;

/** A process that is measured. */
export type Child = z.infer<typeof Ready> & {
  /** CPU time used so far (user and system) in microseconds, and resident memory in bytes. */
  usage(): Promise<Usage>;
  /** Sends a word and waits for the answer. */
  ask(word: string): Promise<unknown>;
  kill(signal?: NodeJS.Signals): Promise<void>;
};

/** Called in the child: says where it answers, and how much CPU it has used whenever it is asked. */
export function reportCpu(origin: string, token: string): void {
  process.on('message', (message) => {
    if (message !== 'usage') return;
    const { user, system } = process.cpuUsage();
    process.send?.({ cpu: user + system, rss: process.memoryUsage.rss() });
  });
  process.send?.({ origin, token });
}

/** Starts a script as a process of its own. */
export async function startChild(script: URL, env: Record<string, string> = {}): Promise<Child> {
  const child = fork(script, { env: { ...process.env, ...env }, stdio: 'inherit' });
  const ready = Ready.parse(await nextMessage(child));
  const ask = async (word: string): Promise<unknown> => {
    child.send(word);
    return await nextMessage(child);
  };
  return {
    ...ready,
    ask,
    usage: async () => Usage.parse(await ask('usage')),
    kill: async (signal = 'SIGTERM') => {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
}

async function nextMessage(child: ChildProcess): Promise<unknown> {
  const [message] = (await once(child, 'message')) as unknown[];
  return message;
}

/** A new folder for the data of a backend. */
export function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'waybill-bench-'));
}
