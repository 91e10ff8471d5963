import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

describe('the image', () => {
  const dockerfile = read('Dockerfile');
  const [build = '', last = ''] = dockerfile.split(/^(?=FROM )/m).slice(1);

  it('is built from no more than its build context has', async () => {
    const sent = new Set([...read('.dockerignore').matchAll(/^!(.+)$/gm)].map(([, name]) => name));
    const folder = mkdtempSync(path.join(tmpdir(), 'waybill-image-'));
    const copied = [...build.matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, names = '']) => names.split(' '));
    expect(new Set(copied)).toEqual(sent);
    for (const name of copied) cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
    await promisify(execFile)(process.execPath, ['scripts/build-server.ts'], { cwd: folder });
    expect(statSync(path.join(folder, '.output/server/waybill.mjs')).size).toBeGreaterThan(0);
  });

  it('installs without running scripts and leaves out nothing that the bundler needs', () => {
    expect(build).toMatch(/^RUN npm ci --ignore-scripts$/m);
  });

  it('is not root, has one volume and no package manager at work in its last stage', () => {
    expect(last).toMatch(/^USER node$/m);
    expect(last.match(/^VOLUME /gm)).toHaveLength(1);
    expect(last).not.toContain('npm');
  });
});

describe('the compose file', () => {
  const compose = read('compose.yaml');

  it('starts backends read-only, without capabilities, behind a first process, and with their public address', () => {
    const backend = /^x-backend:[\s\S]*?^services:/m.exec(compose)?.[0];
    for (const line of [
      'init: true',
      'read_only: true',
      'cap_drop: [ALL]',
      'no-new-privileges:true',
      'WAYBILL_PUBLIC_URL: https://',
    ]) {
      expect(backend).toContain(line);
    }
  });

  it('has no password of its own', () => {
    expect(compose).toContain('${POSTGRES_PASSWORD:?');
    expect(compose).not.toMatch(/PASSWORD:-/);
  });

  it('gives all backends one volume, because they have to share the key of the access tokens', () => {
    expect(compose.match(/:\/data'?\]/g)).toEqual([":/data']"]);
  });

  it('gives a stop longer than the backend gives requests under way', () => {
    const wait = Number(/STOP_WAIT = (\d+)_000/.exec(read('server/main.ts'))?.[1]);
    expect(Number(/^ {2}stop_grace_period: (\d+)s$/m.exec(compose)?.[1])).toBeGreaterThan(wait);
  });
});
