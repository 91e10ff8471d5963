import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { LinksAnswer } from '../../../lib/contract/links.ts';
import { commandLine } from './command-line.ts';

vi.setConfig({ testTimeout: 60_000 });

const item = 'https://www.aliexpress.com/item/1005006338829917.html';

describe('token', () => {
  it('create prints the token and nothing else, list shows the name, revoke ends it', async () => {
    const line = commandLine();
    const created = await line.run(
      'token',
      'create',
      '--name',
      'anna',
      '--tracking-id',
      'blog',
      '--tracking-id',
      'video',
    );
    expect(created).toEqual({ code: 0, err: '', out: expect.stringMatching(/^wb_[\w-]{43}\n$/) });
    const listed = await line.run('token', 'list');
    expect(listed.out).toMatch(/^anna\tblog,video\tcreated .*Z\tnever used\n$/);
    expect(listed.out).not.toContain(created.out.trim());
    expect(await line.run('token', 'create', '--name', 'anna')).toMatchObject({ code: 1, out: '' });
    expect(await line.run('token', 'revoke', 'anna')).toMatchObject({ code: 0, out: '' });
    expect(await line.run('token', 'revoke', 'anna')).toMatchObject({
      code: 1,
      err: 'There is no token named "anna".\n',
    });
    expect((await line.run('token', 'list')).out).toBe('');
  });

  it('create takes several tracking ids behind one option', async () => {
    const line = commandLine();
    await line.run('token', 'create', '--name', 'ben', '--tracking-id', 'blog', 'video', '--owner');
    expect((await line.run('token', 'list')).out).toMatch(/^ben\tblog,video, owner\t/);
  });
});

describe('pair', () => {
  it('prints a link under the public address', async () => {
    const local = await commandLine({ PORT: '8788' }).run('pair');
    expect(local).toEqual({
      code: 0,
      err: '',
      out: expect.stringMatching(/^http:\/\/127\.0\.0\.1:8788\/#pair=\w{8}\n$/),
    });
    const team = commandLine({ HOST: '::1', WAYBILL_PUBLIC_URL: 'https://links.example.org' });
    expect((await team.run('pair', '--name', 'anna')).out).toMatch(/^https:\/\/links\.example\.org\/#pair=\w{8}\n$/);
  });
});

describe('link', () => {
  it('prints one link a line and puts reasons on standard error', async () => {
    const line = commandLine();
    const good = await line.run('link', item, 'https://www.aliexpress.com/store/912345');
    expect(good).toEqual({
      code: 0,
      err: '',
      out: expect.stringMatching(/^(https:\/\/s\.click\.aliexpress\.com\/\S+\n){2}$/),
    });
    const mixed = await line.run('link', 'https://example.com/', item);
    expect(mixed.code).toBe(1);
    expect(mixed.out).toMatch(/^https:\/\/s\.click\.aliexpress\.com\/\S+\n$/);
    expect(mixed.err).toMatch(/^https:\/\/example\.com\/: This address is not on AliExpress\. .*\(not_aliexpress\)\n$/);
  });

  it('prints the whole answer as JSON', async () => {
    const { out } = await commandLine().run('link', '--json', '--hot', '--tracking-id', 'video', item);
    const { links } = LinksAnswer.parse(JSON.parse(out));
    expect(links).toMatchObject([{ ok: true, input: item, trackingId: 'video', linkType: 'hot', sandbox: true }]);
  });

  it('names the tracking id that AliExpress refused, or that can be none', async () => {
    expect(await commandLine().run('link', '--tracking-id', 'blog-2026', item)).toEqual({
      code: 1,
      out: '',
      err: `${item}: AliExpress refused tracking id blog-2026. Check it under Tracking IDs in Portals, or choose another. (tracking_id_rejected)\n`,
    });
    expect(await commandLine().run('link', '--tracking-id', 'my blog', item)).toEqual({
      code: 1,
      out: '',
      err: '"my blog" is no tracking id: those have letters, digits, _ and -, at most 64.\n',
    });
  });

  it('says when there are more calls once the day has none left', async () => {
    const line = commandLine({ ALIEXPRESS_DAILY_CALLS: '1' });
    await line.run('link', item);
    const { code, err } = await line.run('link', 'https://www.aliexpress.com/store/912345');
    expect(code).toBe(1);
    expect(err).toMatch(
      /: The one call that may be spent today is used up\. It comes back on \d+ \w+ at 16:00 UTC\. .* \(quota_exhausted\)\n$/,
    );
  });

  it('works beside a backend on the same store, whose owner sees the link', async () => {
    const line = commandLine();
    const token = (await line.run('token', 'create', '--name', 'olga', '--owner')).out.trim();
    const { said, stop } = line.start('serve');
    await vi.waitFor(() => expect(said.out).toContain('answers at'), 20_000);
    const origin = /http:\S+/.exec(said.out)?.[0];
    const made = (await line.run('link', item)).out.trim();
    const history = await fetch(`${origin}/v1/history`, { headers: { Authorization: `Bearer ${token}` } });
    expect(await history.json()).toMatchObject({ entries: [{ by: 'command line', url: made }] });
    expect((await stop()).code).toBe(0);
  });
});

describe('sandbox', () => {
  it('runs the stand-in gateway until it is stopped', async () => {
    const { said, stop } = commandLine().start('sandbox');
    await vi.waitFor(() => expect(said.err).toContain('500000'), 20_000);
    expect(said.out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/);
    expect((await fetch(`${said.out.trim()}/sync`)).status).toBe(200);
    expect((await stop()).code).toBe(0);
  });
});

describe('with credentials', () => {
  it('talks to the gateway of ALIEXPRESS_GATEWAY_URL, and a wrong secret is said in words and never shown', async () => {
    const sandbox = commandLine().start('sandbox');
    await vi.waitFor(() => expect(sandbox.said.err).toContain('500000'), 20_000);
    const live = {
      ALIEXPRESS_GATEWAY_URL: sandbox.said.out.trim(),
      ALIEXPRESS_APP_KEY: '500000',
      ALIEXPRESS_APP_SECRET: 'sandbox-secret',
      ALIEXPRESS_TRACKING_ID: 'blog',
    };
    const { out } = await commandLine(live).run('link', '--json', item);
    expect(JSON.parse(out)).toMatchObject({ links: [{ ok: true, trackingId: 'blog', sandbox: false }] });
    const wrong = await commandLine({ ...live, ALIEXPRESS_APP_SECRET: 'canary-secret', LOG_LEVEL: 'trace' }).run(
      'link',
      item,
    );
    expect(wrong).toMatchObject({ code: 1, out: '' });
    expect(wrong.err).toContain('(signature_rejected)');
    expect(wrong.err).not.toContain('canary-secret');
    await sandbox.stop();
  });
});

describe('backup and restore', () => {
  it('take a store with its tokens from one folder to another', async () => {
    const [from, to] = [commandLine(), commandLine()];
    await from.run('token', 'create', '--name', 'anna');
    await from.run('link', item);
    const file = path.join(from.folder, 'waybill.backup');
    expect(await from.run('backup', file)).toMatchObject({ code: 0, out: '' });
    expect(await to.run('restore', file)).toMatchObject({ code: 0, err: '3 rows are restored.\n' });
    expect((await to.run('token', 'list')).out).toMatch(/^anna\t/);
    expect(await to.run('restore', file)).toMatchObject({ code: 1, err: expect.stringContaining('--replace') });
    expect(await to.run('restore', file, '--replace')).toMatchObject({ code: 0 });
  });

  it('say what is wrong with a file', async () => {
    const line = commandLine();
    expect(await line.run('restore', '/nowhere/x')).toMatchObject({
      code: 1,
      err: 'The file cannot be read (ENOENT).\n',
    });
    expect(await line.run('backup', '/nowhere/x')).toMatchObject({
      code: 1,
      err: '/nowhere/x cannot be written (ENOENT).\n',
    });
  });
});

describe('migrate', () => {
  it('names the steps it took, and then none', async () => {
    const line = commandLine();
    expect((await line.run('migrate')).err).toMatch(/^Done: 0001-first, .*\.\n$/);
    expect(await line.run('migrate')).toEqual({ code: 0, out: '', err: 'The store is up to date.\n' });
  });
});
