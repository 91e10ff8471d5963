import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page, type Worker } from 'playwright';
import { ALIEXPRESS_ORIGINS } from '../../lib/product/hosts.ts';

export const CHROME_BUILD = join(import.meta.dirname, '../../.output/chrome-mv3');

export type ChromiumWithWaybill = {
  context: BrowserContext;
  extensionId: string;
  /** The background worker as it is now; it may be stopped and started by the browser. */
  worker(): Promise<Worker>;
  open(path: `/${string}`): Promise<Page>;
  /** The browser's own debugging address, for what the context does not show (the toolbar popup). */
  debuggingUrl(): Promise<string>;
  close(): Promise<void>;
};

type Options = {
  executablePath: string;
  /** With a window. Default: headless. */
  headed?: boolean;
  colorScheme?: 'light' | 'dark';
  extension?: string;
  args?: string[];
};

const ALWAYS = [
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--remote-debugging-port=0',
];

/** Leads every AliExpress host to a server on the loopback. */
export function leadShopTo(port: number): string {
  const rules = ['com', 'us', 'ru']
    .flatMap((end) => [`aliexpress.${end}`, `*.aliexpress.${end}`])
    .concat('*.alicdn.com');
  return `--host-resolver-rules=${rules.map((host) => `MAP ${host} 127.0.0.1:${port}`).join(', ')}`;
}

/** A Chromium with the built extension and a profile of its own, which is removed on close. */
export async function openChromium(options: Options): Promise<ChromiumWithWaybill> {
  const profile = await mkdtemp(join(tmpdir(), 'waybill-chromium-'));
  const extension = options.extension ?? CHROME_BUILD;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: options.executablePath,
    headless: !options.headed,
    ignoreHTTPSErrors: true,
    colorScheme: options.colorScheme ?? 'light',
    viewport: options.headed ? null : { width: 1280, height: 800 },
    // As in a person's browser, where going back brings the page back as it was.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: [
      ...ALWAYS,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(options.headed ? [] : ['--disable-gpu']),
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      ...(options.args ?? []),
    ],
  });
  const worker = async () => context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const extensionId = new URL((await worker()).url()).host;
  await firstPage(context, extensionId);
  return {
    context,
    extensionId,
    worker,
    async open(path) {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${extensionId}${path}`);
      return page;
    },
    async debuggingUrl() {
      const port = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8')).split('\n')[0];
      return `http://127.0.0.1:${port}`;
    },
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Waits for the page that the extension opens once it is installed; it may take the place of a blank tab. */
async function firstPage(context: BrowserContext, extensionId: string): Promise<void> {
  const own = () => context.pages().find((page) => page.url().includes(extensionId));
  for (let tries = 0; tries < 50 && !own(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 100));
  await own()?.waitForLoadState();
}

/**
 * Lets the extension's own requests for these hosts be granted without the browser's prompt, which nobody sees in a
 * headless browser and which nobody should have to answer in a demonstration.
 */
export async function allowHosts({ context, extensionId }: ChromiumWithWaybill, hosts: readonly string[]) {
  const page = await context.newPage();
  await page.goto('chrome://extensions/');
  for (const host of hosts) {
    await page.evaluate(([id, pattern]) => chrome.developerPrivate.addHostPermission(id, pattern), [
      extensionId,
      host,
    ] as const);
  }
  await page.close();
}

declare const chrome: {
  developerPrivate: { addHostPermission(extensionId: string, pattern: string): Promise<void> };
};

/** Pairs through the options page, as a person does. */
export async function pairIn(browser: ChromiumWithWaybill, pairingLink: string): Promise<void> {
  const { protocol, hostname } = new URL(pairingLink);
  await allowHosts(browser, [`${protocol}//${hostname}/*`]);
  const options = await browser.open('/options.html');
  await options.getByLabel('Pairing link').fill(pairingLink);
  await options.getByRole('button', { name: 'Pair' }).click();
  await options.getByText('Paired as').or(options.getByRole('alert')).waitFor();
  const refusal = options.getByRole('alert');
  if (await refusal.isVisible()) throw new Error(`Pairing failed: ${await refusal.textContent()}`);
  await options.close();
}

/** Says yes to the in-page button through the options page, as a person does. */
export async function turnButtonOn(browser: ChromiumWithWaybill): Promise<void> {
  await allowHosts(browser, ALIEXPRESS_ORIGINS);
  const options = await browser.open('/options.html');
  await options.getByRole('button', { name: 'Turn on' }).click();
  await options.getByText('The button is on.').waitFor();
  await options.close();
}
