import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTokens } from '../../../server/access/tokens.ts';
import { openStore } from '../../../server/store/store.ts';

const CLI = path.resolve(import.meta.dirname, '../../../server/waybill.js');

type Ended = { code: number | null; out: string; err: string };

export type BackendProcess = {
  /** Where it answers, once it does; rejects if it ends before. */
  ready: Promise<string>;
  ended: Promise<Ended>;
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<Ended>;
};

/** A folder for the data of one test. */
export function dataFolder(): string {
  return path.join(mkdtempSync(path.join(tmpdir(), 'waybill-process-')), 'data');
}

/** A new access to the store in that folder; its token. */
export async function tokenFor(data: string): Promise<string> {
  const store = await openStore({ dataFolder: data, databaseUrl: undefined });
  const tokens = createTokens(store.access, Date.now);
  const { token } = await tokens.createUnder('anna', { trackingIds: null, isOwner: false });
  await store.close();
  return token;
}

/** `waybill serve` as a process of its own. */
export function startProcess(data: string, env: Record<string, string> = {}): BackendProcess {
  const child = spawn(process.execPath, [CLI, 'serve'], {
    cwd: path.dirname(data),
    env: { PATH: process.env.PATH, WAYBILL_DATA: data, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  const { promise: ready, resolve, reject } = Promise.withResolvers<string>();
  ready.catch(() => undefined);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
    const origin = /answers at (\S+)/.exec(said.out)?.[1];
    if (origin !== undefined) resolve(origin);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  const ended = once(child, 'close').then(([code]: (number | null)[]) => {
    reject(new Error(`it ended with ${code}: ${said.err}`));
    return { code: code ?? null, ...said };
  });
  return {
    ready,
    ended,
    kill: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}
