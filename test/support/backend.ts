import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const CLI = join(import.meta.dirname, '../../server/waybill.js');
const READY_MS = 15_000;

export type TestBackend = {
  url: string;
  dataFolder: string;
  /** Runs `waybill ARGS` on the same data and returns what it printed on stdout. */
  cli(...args: string[]): Promise<string>;
  /** Starts it again on the same port and data, with other variables if some are given. */
  start(env?: Record<string, string>): Promise<void>;
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Lets it hang, as a machine under load does, until `resume`. */
  pause(): void;
  resume(): void;
  /** Stops it and removes its data. */
  close(): Promise<void>;
  /** Everything that it printed. */
  output(): string;
};

/** A backend as its own process, through the command that people use, on a free port and with data of its own. */
export async function startBackendProcess(env: Record<string, string> = {}): Promise<TestBackend> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'waybill-data-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let fullEnv: NodeJS.ProcessEnv = {
    ...process.env,
    WAYBILL_DATA: dataFolder,
    PORT: String(port),
    LOG_LEVEL: 'info',
    ...env,
  };
  const printed: Buffer[] = [];
  let child: ChildProcess | undefined;

  const backend: TestBackend = {
    url,
    dataFolder,
    async cli(...args) {
      const { stdout } = await promisify(execFile)(process.execPath, [CLI, ...args], { env: fullEnv, cwd: dataFolder });
      return stdout.trim();
    },
    async start(changed = {}) {
      fullEnv = { ...fullEnv, ...changed };
      child = spawn(process.execPath, [CLI, 'serve'], { env: fullEnv, cwd: dataFolder });
      child.stdout?.on('data', (chunk: Buffer) => printed.push(chunk));
      child.stderr?.on('data', (chunk: Buffer) => printed.push(chunk));
      await ready(url, child, backend.output);
    },
    async stop(signal = 'SIGTERM') {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child?.once('exit', resolve));
      child.kill(signal);
      await ended;
    },
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    async close() {
      await backend.stop();
      await rm(dataFolder, { recursive: true, force: true });
      refuseSecrets(backend.output(), fullEnv);
    },
    output: () => Buffer.concat(printed).toString(),
  };
  await backend.start();
  return backend;
}

/** Whatever a test did with it, a backend that printed something secret has failed it. */
function refuseSecrets(output: string, { ALIEXPRESS_APP_SECRET: secret }: NodeJS.ProcessEnv): void {
  const leaks = [/\bwb_[\w-]{40,}/, /\bsign=[0-9A-F]{32,}/i, /"sign":\s*"[0-9A-F]{32,}/i].filter((form) =>
    form.test(output),
  );
  if (leaks.length > 0 || (secret && output.includes(secret))) {
    throw new Error(`The backend printed a secret (${leaks.join(', ') || 'the app secret'}).`);
  }
}

async function ready(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const end = performance.now() + READY_MS;
  while (performance.now() < end) {
    const answer = await fetch(`${url}/healthz`).catch(() => undefined);
    if (answer?.ok) return;
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The backend did not start:\n${output()}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
