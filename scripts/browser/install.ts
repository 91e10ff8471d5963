import { existsSync } from 'node:fs';
import { run } from '../run.ts';
import { BROWSER_VARIABLE, type BrowserKind, browserName, FIREFOX_CACHE, findBrowser, findProgram } from './find.ts';

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

/** What gives browsers a screen, hands and a clipboard where there are none, and the Debian packages that bring them. */
const SCREEN = { Xvfb: 'xvfb', xdotool: 'xdotool', xclip: 'xclip' } as const;

/**
 * Finds the programs of a virtual screen, or installs them where this is root on Debian.
 *
 * @throws Error with one line that names the remedy when they cannot be had.
 */
export async function needScreen(say: (line: string) => void): Promise<void> {
  const missing = missingPrograms();
  if (missing.length === 0) return;
  if (isDebianRoot()) {
    say(`${missing.join(' and ')} not installed: installing from Debian's packages`);
    await succeeds(debianInstall(missing.map((program) => SCREEN[program])));
  }
  const still = missingPrograms();
  if (still.length > 0) {
    const packages = Object.values(SCREEN).join(', ');
    throw new Error(`${still.join(' and ')} could not be found or installed. Install these packages: ${packages}.`);
  }
}

function missingPrograms(): (keyof typeof SCREEN)[] {
  const programs = Object.keys(SCREEN) as (keyof typeof SCREEN)[];
  return programs.filter((program) => findProgram(program) === undefined);
}

function isDebianRoot(): boolean {
  return existsSync('/etc/debian_version') && process.getuid?.() === 0;
}

function debianInstall(packages: readonly string[]): string[][] {
  return [
    ['apt-get', 'update', '-qq'],
    ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages],
  ];
}

function ways(kind: BrowserKind): Way[] {
  const download: Record<BrowserKind, string[]> = {
    chromium: ['npx', 'playwright', 'install', 'chromium'],
    firefox: ['npx', 'browsers', 'install', 'firefox@stable', '--path', FIREFOX_CACHE],
  };
  const debian: Record<BrowserKind, string> = { chromium: 'chromium', firefox: 'firefox-esr' };
  return [
    ...(isDebianRoot()
      ? [
          {
            words: "installing it from Debian's packages (about a minute)",
            commands: debianInstall([debian[kind]]),
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
