import process from 'node:process';
import { styleText } from 'node:util';
import { CommandFailure, type CommandIo, configOf, logOf } from '../server/commands/command-io.ts';
import { type Backend, pairingLink, StartError, startBackend } from '../server/main.ts';
import { BROWSER_VARIABLE, findBrowser } from './browser/find.ts';
import { DEMO_PRODUCT, openDemo } from './demo.ts';
import { run } from './run.ts';

/** `npm start`: builds the extension, runs the backend, and shows the person the next step. */
async function main(): Promise<number> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const stopped = new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()));
  const io: CommandIo = {
    env: process.env,
    folder: process.cwd(),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    stopped: () => stopped,
  };
  try {
    const config = configOf(io);
    const backend = await startBackend(config, { log: logOf(io, config, true) });
    await build(io);
    io.out(await summary(backend));
    const closeBrowser = await show(backend, io);
    io.out('\nPress Ctrl+C to stop.\n');
    await io.stopped();
    await closeBrowser();
    await backend.close();
    return 0;
  } catch (error) {
    if (!(error instanceof CommandFailure || error instanceof StartError)) throw error;
    io.err(`${error.message}\n`);
    return 1;
  }
}

async function build(io: CommandIo): Promise<void> {
  for (const browser of ['chrome', 'firefox']) {
    const { code, output } = await run(['wxt', 'build', '-b', browser], 'collect');
    if (code !== 0)
      io.err(`${output}\nThe extension for ${browser} could not be built; the backend runs without it.\n`);
  }
}

const bold = (text: string) => styleText('bold', text);

async function summary({ publicUrl, mode, services }: Backend): Promise<string> {
  const code = await services.pairings.open(null, { trackingIds: null, isOwner: true });
  return [
    '',
    bold(mode === 'sandbox' ? 'Waybill runs in sandbox mode: links are not real and earn nothing.' : 'Waybill runs.'),
    '',
    `  Backend      ${publicUrl}`,
    '  Extension    .output/chrome-mv3 (Chrome, Edge) and .output/firefox-mv3 (Firefox)',
    `  Pairing link ${bold(pairingLink(publicUrl, code))}`,
    '               one use, 10 minutes; "npx waybill pair" prints another',
    '',
    'Next: load the extension (README, "Load the extension"), paste the pairing link into its options,',
    `open a product page and press the toolbar button. Or: npx waybill link ${DEMO_PRODUCT}`,
    ...(mode === 'sandbox'
      ? ['For real links set ALIEXPRESS_APP_KEY and ALIEXPRESS_APP_SECRET (see .env.example).']
      : []),
    '',
  ].join('\n');
}

/** Opens a browser on a product page where there is a display; says why not where there is none. */
async function show(backend: Backend, io: CommandIo): Promise<() => Promise<void>> {
  const nothing = async () => undefined;
  if (!hasDisplay()) {
    io.out('No display here, so no browser is opened.\n');
    return nothing;
  }
  const executablePath = await findBrowser('chromium');
  if (!executablePath) {
    io.out(
      `No Chromium is installed, so none is opened ("npx playwright install chromium" brings one, or set ${BROWSER_VARIABLE.chromium}).\n`,
    );
    return nothing;
  }
  const code = await backend.services.pairings.open('demo browser', { trackingIds: null, isOwner: true });
  try {
    const demo = await openDemo(executablePath, pairingLink(backend.publicUrl, code));
    io.out('A Chromium with the extension paired is open on a product page: press "Copy link" at its corner.\n');
    return demo.close;
  } catch (error) {
    io.err(`Chromium could not be opened: ${error instanceof Error ? error.message.split('\n')[0] : error}\n`);
    return nothing;
  }
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

process.exitCode = await main();
