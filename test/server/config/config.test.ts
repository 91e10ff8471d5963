import { describe, expect, it } from 'vitest';
import type { Config } from '../../../server/config.ts';
import { readConfig } from '../../../server/config.ts';

const live = { ALIEXPRESS_APP_KEY: '500123', ALIEXPRESS_APP_SECRET: 'canary-secret', ALIEXPRESS_TRACKING_ID: 'blog' };

function read(env: Record<string, string>, files: Record<string, { text: string; worldReadable?: boolean }> = {}) {
  return readConfig({
    env,
    readSecretFile: (path) => {
      const file = files[path];
      if (file === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
      return { worldReadable: false, ...file };
    },
  });
}

function configOf(env: Record<string, string>): Config {
  const outcome = read(env);
  if (!outcome.ok) throw new Error(outcome.line);
  return outcome.config;
}

describe('defaults', () => {
  it('runs as a sandbox on loopback when nothing is set', () => {
    expect(configOf({})).toEqual({
      mode: 'sandbox',
      credentials: undefined,
      gatewayUrl: 'https://api-sg.aliexpress.com',
      trackingIds: ['sandbox'],
      dailyCalls: 5000,
      accessTokenKeyFile: undefined,
      dataFolder: './data',
      databaseUrl: undefined,
      rateLimit: 600,
      host: '127.0.0.1',
      port: 8787,
      publicUrl: undefined,
      trustedProxies: [],
      logLevel: 'info',
    });
  });

  it('runs live with the credentials and the first tracking id as default', () => {
    const config = configOf({ ...live, ALIEXPRESS_TRACKING_ID: 'blog, video' });
    expect(config.mode).toBe('live');
    expect(config.credentials).toEqual({ appKey: '500123', appSecret: 'canary-secret' });
    expect(config.trackingIds).toEqual(['blog', 'video']);
  });

  it('takes an empty variable as not set', () => {
    expect(configOf({ ALIEXPRESS_APP_KEY: '', PORT: ' ', DATABASE_URL: '' })).toEqual(configOf({}));
  });

  it('leaves the variables of other programs alone', () => {
    expect(configOf({ PATH: '/bin', WAYBILLS: '1', MY_WAYBILL_DATA: 'x' })).toEqual(configOf({}));
  });
});

describe('a wrong variable stops the start with one line that names it', () => {
  const table: [env: Record<string, string>, line: RegExp][] = [
    [{ WAYBILL_PROT: '1' }, /^WAYBILL_PROT is not a variable of Waybill\. Known: WAYBILL_DATA, .*\.$/],
    [{ ALIEXPRESS_SECRET: 'canary-secret' }, /^ALIEXPRESS_SECRET is not a variable/],
    [{ PORT: 'http' }, /^PORT must be a whole number from 0 to 65535 but is "http"\.$/],
    [{ PORT: '65536' }, /^PORT /],
    [{ PORT: '80.5' }, /^PORT /],
    [{ HOST: 'a b' }, /^HOST /],
    [{ HOST: '0.0.0.0' }, /^WAYBILL_PUBLIC_URL is missing: HOST 0\.0\.0\.0 is reachable/],
    [{ WAYBILL_PUBLIC_URL: 'links.example.org' }, /^WAYBILL_PUBLIC_URL must be an origin/],
    [{ WAYBILL_PUBLIC_URL: 'https://links.example.org/api' }, /^WAYBILL_PUBLIC_URL /],
    [{ WAYBILL_PUBLIC_URL: 'https://user:pass@links.example.org' }, /^WAYBILL_PUBLIC_URL /],
    [{ WAYBILL_RATE_LIMIT: '0' }, /^WAYBILL_RATE_LIMIT /],
    [{ ALIEXPRESS_DAILY_CALLS: '-1' }, /^ALIEXPRESS_DAILY_CALLS /],
    [{ ALIEXPRESS_GATEWAY_URL: 'ftp://x' }, /^ALIEXPRESS_GATEWAY_URL /],
    [{ ALIEXPRESS_GATEWAY_URL: 'http://127.0.0.1:9' }, /^ALIEXPRESS_GATEWAY_URL is set without credentials/],
    [{ ALIEXPRESS_TRACKING_ID: 'blog,,video' }, /^ALIEXPRESS_TRACKING_ID /],
    [{ ALIEXPRESS_TRACKING_ID: 'my blog' }, /^ALIEXPRESS_TRACKING_ID /],
    [{ WAYBILL_TRUSTED_PROXIES: '10.0.0.0/33' }, /^WAYBILL_TRUSTED_PROXIES /],
    [{ WAYBILL_TRUSTED_PROXIES: 'proxy.local' }, /^WAYBILL_TRUSTED_PROXIES /],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be one of/],
    [{ DATABASE_URL: 'mysql://root:canary-secret@db/x' }, /^DATABASE_URL must be an address such as/],
    [{ ...live, ALIEXPRESS_APP_KEY: '' }, /^ALIEXPRESS_APP_KEY is missing/],
    [{ ...live, ALIEXPRESS_APP_SECRET: '' }, /^ALIEXPRESS_APP_SECRET is missing/],
    [{ ...live, ALIEXPRESS_TRACKING_ID: '' }, /^ALIEXPRESS_TRACKING_ID is missing/],
    [
      { ...live, ALIEXPRESS_APP_KEY: 'canary-secret', ALIEXPRESS_APP_SECRET: '500123' },
      /^ALIEXPRESS_APP_KEY must be the digits/,
    ],
    [
      { ...live, ALIEXPRESS_APP_SECRET_FILE: '/s' },
      /^ALIEXPRESS_APP_SECRET and ALIEXPRESS_APP_SECRET_FILE are both set/,
    ],
    [{ ...live, ALIEXPRESS_APP_SECRET: '', ALIEXPRESS_APP_SECRET_FILE: '/s' }, /cannot be read \(ENOENT\)\.$/],
  ];

  it.each(table)('%o', (env, line) => {
    const outcome = read(env);
    if (outcome.ok) throw new Error('it started');
    expect(outcome.line).toMatch(line);
    expect(outcome.line).not.toContain('\n');
    expect(outcome.line).not.toContain('canary-secret');
  });
});

describe('the app secret', () => {
  const { ALIEXPRESS_APP_SECRET: secret, ...rest } = live;

  it.each([`${secret}\n`, `\uFEFF${secret}`, `  ${secret}\r\n`, `${secret}\u200B`])(
    'is trimmed with a warning: %j',
    (raw) => {
      const outcome = read({ ...rest, ALIEXPRESS_APP_SECRET: raw });
      expect(outcome).toMatchObject({
        config: { credentials: { appSecret: secret } },
        warnings: [expect.stringMatching(/^ALIEXPRESS_APP_SECRET had white space/)],
      });
    },
  );

  it('comes from a file', () => {
    const outcome = read({ ...rest, ALIEXPRESS_APP_SECRET_FILE: '/s' }, { '/s': { text: `${secret}\n` } });
    expect(outcome).toMatchObject({ config: { credentials: { appSecret: secret } }, warnings: [] });
  });

  it('is warned about when its file is open to everybody', () => {
    const outcome = read(
      { ...rest, ALIEXPRESS_APP_SECRET_FILE: '/s' },
      { '/s': { text: secret, worldReadable: true } },
    );
    expect(outcome).toMatchObject({ ok: true, warnings: [expect.stringContaining('chmod 600')] });
  });

  it('may not be an empty file', () => {
    const outcome = read({ ...rest, ALIEXPRESS_APP_SECRET_FILE: '/s' }, { '/s': { text: '\n' } });
    expect(outcome).toMatchObject({ ok: false, line: 'ALIEXPRESS_APP_SECRET_FILE names /s, which is empty.' });
  });
});

it('takes addresses and networks of proxies', () => {
  const { trustedProxies } = configOf({ WAYBILL_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8,fd00::/8' });
  expect(trustedProxies).toEqual(['127.0.0.1', '10.0.0.0/8', 'fd00::/8']);
});

describe('the public address', () => {
  it.each(['localhost', '127.0.0.1', '127.1.2.3', '::1'])('is not needed for %s', (host) => {
    expect(configOf({ HOST: host }).host).toBe(host);
  });

  it('opens every other host', () => {
    const config = configOf({ HOST: '0.0.0.0', WAYBILL_PUBLIC_URL: 'https://links.example.org/' });
    expect(config.publicUrl).toBe('https://links.example.org');
  });

  it('is warned about when tokens would travel readable', () => {
    const outcome = read({ WAYBILL_PUBLIC_URL: 'http://192.168.0.7:8787' });
    expect(outcome).toMatchObject({ ok: true, warnings: [expect.stringContaining('plain http')] });
  });
});
