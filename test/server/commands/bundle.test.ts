import { execFile, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';

vi.setConfig({ testTimeout: 120_000 });

const root = path.resolve(import.meta.dirname, '../../..');

describe('the bundle', () => {
  it('runs in a folder that has nothing else', async () => {
    await promisify(execFile)(process.execPath, ['scripts/build-server.ts'], { cwd: root });
    const folder = mkdtempSync(path.join(tmpdir(), 'waybill-bundle-'));
    cpSync(path.join(root, '.output/server'), folder, { recursive: true });
    const options = {
      cwd: folder,
      env: { PATH: process.env.PATH, PORT: '0', WAYBILL_DATA: path.join(folder, 'data') },
    };
    const waybill = path.join(folder, 'waybill.mjs');
    const item = 'https://www.aliexpress.com/item/1005006338829917.html';
    const { stdout } = await promisify(execFile)(process.execPath, [waybill, 'link', item], options);
    expect(stdout).toMatch(/^https:\/\/s\.click\.aliexpress\.com\/\S+\n$/);

    const server = spawn(process.execPath, [waybill, 'serve'], options);
    onTestFinished(() => void server.kill('SIGKILL'));
    const origin = await new Promise<string>((resolve) => {
      server.stdout.setEncoding('utf8').on('data', (text: string) => resolve(/http:\S+/.exec(text)?.[0] ?? ''));
    });
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
  });
});

describe('the container', () => {
  const dockerfile = readFileSync(path.join(root, 'Dockerfile'), 'utf8');
  const compose = readFileSync(path.join(root, 'compose.yaml'), 'utf8');

  it('is not root, has one volume and no package manager at work in its last stage', () => {
    const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
    expect(last).toMatch(/^USER node$/m);
    expect(last.match(/^VOLUME /gm)).toHaveLength(1);
    expect(last).not.toContain('npm');
    expect(dockerfile).toContain('npm ci --ignore-scripts');
  });

  it('is started read-only, without capabilities, and knows its public address', () => {
    for (const line of [
      'read_only: true',
      'cap_drop: [ALL]',
      'no-new-privileges:true',
      'WAYBILL_PUBLIC_URL: https://',
    ]) {
      expect(compose).toContain(line);
    }
  });
});
