import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';

const ENTRY = path.resolve(import.meta.dirname, '../../../server/waybill.js');

it('a backend that idles after its start gives back what it needed to load', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'waybill-start-'));
  const start = async () => {
    const backend = spawn(process.execPath, [ENTRY, 'serve'], {
      cwd: folder,
      env: { PATH: process.env.PATH, TMPDIR: folder, PORT: '0', WAYBILL_DATA: folder },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    onTestFinished(() => void backend.kill('SIGKILL'));
    const [said] = (await once(backend.stdout, 'data')) as [Buffer];
    expect((await fetch(`${/http:\S+/.exec(said.toString())?.[0]}/readyz`)).status).toBe(200);
    return backend;
  };
  // The first start compiles everything, and keeps the compiler.
  const first = await start();
  first.kill('SIGTERM');
  expect(await once(first, 'exit')).toEqual([0, null]);
  const { pid } = await start();
  const megabytes = () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)])) / 1024;
  await vi.waitFor(() => expect(megabytes()).toBeLessThan(105), { timeout: 20_000, interval: 200 });
});
