import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { needScreen } from './install.ts';

/** A point of the screen, in its pixels. */
export type Place = { x: number; y: number };

/** A screen of its own, where real keys and clicks can be made without disturbing anybody. */
export type Screen = {
  /** One call of xdotool, such as `key alt+shift+l`. */
  act(...words: string[]): Promise<void>;
  click(at: Place, button?: 'left' | 'right'): Promise<void>;
  /** The plain text in the screen's clipboard; empty where there is none. */
  clipboard(): Promise<string>;
  copy(text: string): Promise<void>;
  /** How many windows are to be seen; menus are windows of their own. */
  windows(): Promise<number>;
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
  const act = async (...words: string[]) => (await promisify(execFile)('xdotool', words)).stdout;
  return {
    async act(...words) {
      await act(...words);
    },
    async click({ x, y }, button = 'left') {
      await act('mousemove', `${Math.round(x)}`, `${Math.round(y)}`, 'click', button === 'left' ? '1' : '3');
    },
    async clipboard() {
      const pasting = promisify(execFile)('xclip', ['-selection', 'clipboard', '-out']);
      return pasting.then(({ stdout }) => stdout).catch(() => '');
    },
    async copy(text) {
      // It stays behind to answer whoever pastes, so its output must not be waited for.
      const copying = spawn('xclip', ['-selection', 'clipboard', '-in'], { stdio: ['pipe', 'ignore', 'ignore'] });
      copying.stdin.end(text);
      await once(copying, 'exit');
    },
    async windows() {
      return (await act('search', '--onlyvisible', '--name', '.*')).trim().split('\n').length;
    },
    async close() {
      if (before === undefined) delete process.env.DISPLAY;
      else process.env.DISPLAY = before;
      server.kill();
      await ended;
    },
  };
}
