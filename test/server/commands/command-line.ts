import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../../server/commands/program.ts';

type Ended = { code: number; out: string; err: string };

export type CommandLine = {
  folder: string;
  /** Runs one command to its end. */
  run(...words: string[]): Promise<Ended>;
  /** Starts a command that runs until it is stopped; `out` and `err` are what it has said so far. */
  start(...words: string[]): { said: Ended; stop(): Promise<Ended> };
};

/** The command line in a folder of its own. */
export function commandLine(env: Record<string, string> = {}): CommandLine {
  const folder = mkdtempSync(path.join(tmpdir(), 'waybill-command-'));
  const start = (words: string[]) => {
    const said: Ended = { code: -1, out: '', err: '' };
    const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
    const ended = run(words, {
      env: { WAYBILL_DATA: path.join(folder, 'data'), PORT: '0', ...env },
      folder,
      out: (text) => {
        said.out += text;
      },
      err: (text) => {
        said.err += text;
      },
      stopped: () => stopped,
    });
    const end = async (): Promise<Ended> => {
      said.code = await ended;
      return said;
    };
    return { said, stop, end };
  };
  return {
    folder,
    run: (...words) => start(words).end(),
    start: (...words) => {
      const { said, stop, end } = start(words);
      return {
        said,
        stop: () => {
          stop();
          return end();
        },
      };
    },
  };
}
