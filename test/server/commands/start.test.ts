import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';

const ENTRY = path.resolve(import.meta.dirname, '../../../server/waybill.js');

it('a backend that has just started and idles gives back what it needed to load', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'waybill-start-'));
  const backend = spawn(process.execPath, [ENTRY, 'serve'], {
    cwd: folder,
    env: { PATH: process.env.PATH, PORT: '0', WAYBILL_DATA: folder },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void backend.kill('SIGKILL'));
  await once(backend.stdout, 'data');
  const megabytes = () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(backend.pid)])) / 1024;
  await vi.waitFor(() => expect(megabytes()).toBeLessThan(110), { timeout: 20_000, interval: 200 });
});
