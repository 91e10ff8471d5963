import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

/** What the built extension must hold to, whatever its sources look like; `npm test` builds it first. */
const build = (name: string) => join(import.meta.dirname, '../../.output', name);

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

const manifest = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(build(name), 'manifest.json'), 'utf8')) as Record<string, unknown>;

const gzipped = (path: string) => gzipSync(readFileSync(join(build('chrome-mv3'), path)), { level: 9 }).length;

describe.each(['chrome-mv3', 'firefox-mv3'])('%s', (name) => {
  it('installs without access to any site, and runs nowhere by itself', () => {
    const { permissions, host_permissions, content_scripts, web_accessible_resources } = manifest(name);
    expect(permissions).toEqual(['activeTab', 'storage', 'scripting', 'contextMenus']);
    expect({ host_permissions, content_scripts, web_accessible_resources }).toEqual({});
  });

  it('holds no server code, no secret and no code from elsewhere', () => {
    for (const path of files(build(name)).filter((file) => /\.(js|html|css|json)$/.test(file))) {
      const text = readFileSync(path, 'utf8');
      for (const forbidden of [/createHmac/, /sign_method/, /app_secret/i, /sandbox-secret/, /node:/, /new Function/]) {
        expect(text, `${path} holds ${forbidden}`).not.toMatch(forbidden);
      }
      expect(text, `${path} loads a script from elsewhere`).not.toMatch(/<script[^>]+src="?https?:/);
    }
  });

  it('carries no AliExpress mark in its name', () => {
    expect(`${manifest(name).name} ${manifest(name).short_name}`).not.toMatch(/ali|express|\bae\b/i);
  });
});

describe('the scripts inside AliExpress pages', () => {
  it('stay small: at most 6 kB on every page, 16 kB with the button (gzip)', () => {
    const watcher = gzipped('content-scripts/product.js');
    const button = gzipped('product-button.js');
    expect(watcher).toBeLessThanOrEqual(6 * 1024);
    expect(watcher + button).toBeLessThanOrEqual(16 * 1024);
  });

  it('hold no token and no schemas', () => {
    for (const path of ['content-scripts/product.js', 'product-button.js']) {
      const text = readFileSync(join(build('chrome-mv3'), path), 'utf8');
      expect(text).not.toMatch(/authorization|Bearer|ZodMini/i);
    }
  });
});
