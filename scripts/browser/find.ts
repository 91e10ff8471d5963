import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { getInstalledBrowsers } from '@puppeteer/browsers';
import { chromium } from 'playwright';

export type BrowserKind = 'chromium' | 'firefox';

/** Where a downloaded Firefox goes: with the other things that an install brings, so that it is removed with them. */
export const FIREFOX_CACHE = join(import.meta.dirname, '../../node_modules/.cache/browsers');

export const browserName = { chromium: 'Chromium', firefox: 'Firefox' } as const;

/** The variable that names a browser of the person's own choice. */
export const BROWSER_VARIABLE = { chromium: 'CHROMIUM_PATH', firefox: 'FIREFOX_PATH' } as const;

/**
 * Names and places under which these browsers are installed. Branded Chrome and Edge are not among them: since
 * version 137 they load no extension from the command line.
 */
const INSTALLED = {
  chromium: {
    names: ['chromium', 'chromium-browser', 'chromium.exe'],
    places: ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/snap/bin/chromium'],
  },
  firefox: {
    names: ['firefox-esr', 'firefox', 'firefox.exe'],
    places: ['/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
  },
} as const;

/** The path of an installed browser of this kind: the one named by the person, the system's, or a downloaded one. */
export async function findBrowser(kind: BrowserKind): Promise<string | undefined> {
  const named = process.env[BROWSER_VARIABLE[kind]];
  if (named) return named;
  const { names, places } = INSTALLED[kind];
  return findProgram(...names) ?? places.find((path) => existsSync(path)) ?? downloaded(kind);
}

/** The path of the first of these programs that is installed. */
export function findProgram(...names: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

async function downloaded(kind: BrowserKind): Promise<string | undefined> {
  const path = kind === 'chromium' ? chromium.executablePath() : await downloadedFirefox();
  return path && existsSync(path) ? path : undefined;
}

async function downloadedFirefox(): Promise<string | undefined> {
  const [firefox] = await getInstalledBrowsers({ cacheDir: FIREFOX_CACHE });
  return firefox?.executablePath;
}
