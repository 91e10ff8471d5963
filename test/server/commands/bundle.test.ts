import { execFile, spawn } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startPostgres } from '../store/postgres-server.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const root = path.resolve(import.meta.dirname, '../../..');
const run = promisify(execFile);

describe('the bundle', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'waybill-bundle-'));
  const waybill = path.join(folder, 'waybill.mjs');

  beforeAll(async () => {
    await run(process.execPath, ['scripts/build-server.ts'], { cwd: root });
    cpSync(path.join(root, '.output/server'), folder, { recursive: true });
  });

  it('runs in a folder that has nothing else', async () => {
    const options = { cwd: folder, env: environment(folder) };
    const item = 'https://www.aliexpress.com/item/1005006338829917.html';
    const { stdout } = await run(process.execPath, [waybill, 'link', item], options);
    expect(stdout).toMatch(/^https:\/\/s\.click\.aliexpress\.com\/\S+\n$/);
    expect((await fetch(`${await serve(waybill, options)}/readyz`)).status).toBe(200);
  });

  it('runs twice on a PostgreSQL that nobody has prepared', async () => {
    const postgres = await startPostgres();
    onTestFinished(() => postgres.stop());
    const options = { cwd: folder, env: { ...environment(folder), DATABASE_URL: await postgres.newDatabase() } };
    const [one, other] = await Promise.all([serve(waybill, options), serve(waybill, options)]);
    const { stdout } = await run(process.execPath, [waybill, 'token', 'create', '--name', 'bot'], options);
    const headers = { Authorization: `Bearer ${stdout.trim()}` };
    for (const origin of [one, other]) expect((await fetch(`${origin}/v1/me`, { headers })).status).toBe(200);
  });
});

function environment(folder: string) {
  return { PATH: process.env.PATH, PORT: '0', WAYBILL_DATA: path.join(folder, 'data') };
}

/** Starts a backend that ends with the test; where it listens. */
async function serve(waybill: string, options: { cwd: string; env: NodeJS.ProcessEnv }): Promise<string> {
  const server = spawn(process.execPath, [waybill, 'serve'], options);
  onTestFinished(() => void server.kill('SIGKILL'));
  return await new Promise((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`it ended with ${code}`)));
    server.stdout.setEncoding('utf8').on('data', (text: string) => resolve(/http:\S+/.exec(text)?.[0] ?? ''));
  });
}
