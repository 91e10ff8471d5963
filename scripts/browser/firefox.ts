import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';

const FIREFOX_BUILD = join(import.meta.dirname, '../../.output/firefox-mv3');

/** Fixed for these runs, so that the extension's own pages have a known address. */
const UUID = '6f0ab8a4-9d0c-4a2e-8f0e-0d1f3f6d7c55';

export type FirefoxWithWaybill = {
  browser: Browser;
  open(path: `/${string}`): Promise<Page>;
  /** The value of an expression in the browser's own window, where its toolbar and menus are. */
  inWindow(expression: string): Promise<unknown>;
  /** Hosts that pages tried to reach besides the ones that are served here. */
  refused: string[];
  close(): Promise<void>;
};

/**
 * A Firefox with the built extension as a temporary add-on. Every https connection goes through a proxy that leads to
 * `pages` (an https server on the loopback) for AliExpress hosts and refuses everything else.
 */
export async function openFirefox(options: {
  executablePath: string;
  pagesPort: number;
  /** With a window. Default: headless. */
  headed?: boolean;
}): Promise<FirefoxWithWaybill> {
  const proxy = await startProxy(options.pagesPort);
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: options.executablePath,
    headless: !options.headed,
    ...(options.headed && { defaultViewport: null }),
    acceptInsecureCerts: true,
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'network.proxy.type': 1,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': proxy.port,
      'extensions.webextensions.uuids': JSON.stringify({ 'waybill@waybill.invalid': UUID }),
      'extensions.webextOptionalPermissionPrompts': false,
      'dom.events.testing.asyncClipboard': true,
      // Puppeteer turns on a focus that is played, in which a toolbar popup never gets the keyboard.
      ...(options.headed && { 'focusmanager.testmode': false }),
    },
  });
  await browser.installExtension(FIREFOX_BUILD);
  return {
    browser,
    inWindow: (expression) => evaluateInWindow(browser, expression),
    refused: proxy.refused,
    async open(path) {
      const page = await browser.newPage();
      // The load events of extension pages never arrive over WebDriver BiDi.
      await page.goto(`moz-extension://${UUID}${path}`, { waitUntil: [] });
      // A tab behind another draws nothing, and what is not drawn cannot be clicked.
      await page.bringToFront();
      return page;
    },
    async close() {
      await browser.close();
      await proxy.close();
    },
  };
}

/** WebDriver BiDi as Firefox speaks it; Puppeteer has a connection, but no words for the browser's own window. */
type Bidi = {
  connection: {
    send(
      method: 'browsingContext.getTree',
      params: { 'moz:scope': 'chrome' },
    ): Promise<{ result: { contexts: { context: string; url: string }[] } }>;
    send(
      method: 'script.evaluate',
      params: { expression: string; target: { context: string }; awaitPromise: true },
    ): Promise<{ result: { result?: { value?: string }; exceptionDetails?: { text: string } } }>;
  };
};

async function evaluateInWindow(browser: Browser, expression: string): Promise<unknown> {
  const { connection } = browser as unknown as Bidi;
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const context = tree.result.contexts.find(({ url }) => url.endsWith('/browser.xhtml'))?.context;
  if (!context) throw new Error('Firefox shows no window.');
  const { result } = await connection.send('script.evaluate', {
    expression: `(async () => JSON.stringify(await (${expression})))()`,
    target: { context },
    awaitPromise: true,
  });
  if (result.exceptionDetails) throw new Error(result.exceptionDetails.text);
  const value = result.result?.value;
  return value === undefined ? undefined : JSON.parse(value);
}

async function startProxy(pagesPort: number): Promise<{ port: number; refused: string[]; close(): Promise<void> }> {
  const refused: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((_, response) => response.writeHead(403).end());
  server.on('connect', (request, client: Socket) => {
    const [host = ''] = (request.url ?? '').split(':');
    if (!/(^|\.)aliexpress\.(com|us|ru)$/.test(host)) {
      refused.push(host);
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const upstream = connect(pagesPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    refused,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
