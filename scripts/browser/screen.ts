import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { needScreen } from './install.ts';

/** A screen of its own, where real keys and clicks can be made without disturbing anybody. */
export type Screen = {
  /** One call of xdotool, such as `key alt+shift+l`. */
  act(...words: string[]): Promise<void>;
  close(): Promise<void>;
};

/** Opens a virtual screen. Browsers that are started from now on until it is closed have their windows there. */
export async function openScreen(): Promise<Screen> {
  await needScreen(console.log);
  // The server picks a free display and says which.
  const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(server, 'exit');
  const [number] = (await once(server.stdout, 'data')) as [Buffer];
  const before = process.env.DISPLAY;
  process.env.DISPLAY = `:${number.toString().trim()}`;
  return {
    async act(...words) {
      await promisify(execFile)('xdotool', words);
    },
    async close() {
      if (before === undefined) delete process.env.DISPLAY;
      else process.env.DISPLAY = before;
      server.kill();
      await ended;
    },
  };
}
