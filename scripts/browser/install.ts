import { existsSync } from 'node:fs';
import { run } from '../run.ts';
import { BROWSER_VARIABLE, type BrowserKind, browserName, FIREFOX_CACHE, findBrowser } from './find.ts';

type Way = { words: string; commands: string[][] };

/**
 * Finds a browser, or installs one: from Debian's packages where this is root on Debian, else by the test library's own
 * download. Progress goes to `say`.
 *
 * @throws Error with one line that names the remedy when no browser can be had.
 */
export async function needBrowser(kind: BrowserKind, say: (line: string) => void): Promise<string> {
  const found = await findBrowser(kind);
  if (found) return found;
  for (const way of ways(kind)) {
    say(`${browserName[kind]} is not installed: ${way.words}`);
    if (await succeeds(way.commands)) {
      const installed = await findBrowser(kind);
      if (installed) return installed;
    }
  }
  throw new Error(
    `No ${browserName[kind]} could be found or installed. Install it, or set ${BROWSER_VARIABLE[kind]} to its program file.`,
  );
}

function ways(kind: BrowserKind): Way[] {
  const download: Record<BrowserKind, string[]> = {
    chromium: ['npx', 'playwright', 'install', 'chromium'],
    firefox: ['npx', 'browsers', 'install', 'firefox@stable', '--path', FIREFOX_CACHE],
  };
  const debian: Record<BrowserKind, string> = { chromium: 'chromium', firefox: 'firefox-esr' };
  const isDebianRoot = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  return [
    ...(isDebianRoot
      ? [
          {
            words: "installing it from Debian's packages (about a minute)",
            commands: [
              ['apt-get', 'update', '-qq'],
              ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', debian[kind]],
            ],
          },
        ]
      : []),
    { words: 'downloading it (about a minute)', commands: [download[kind]] },
  ];
}

async function succeeds(commands: string[][]): Promise<boolean> {
  for (const command of commands) {
    if ((await run(command, 'collect')).code !== 0) return false;
  }
  return true;
}
