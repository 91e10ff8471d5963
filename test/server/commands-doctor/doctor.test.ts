import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { SandboxOptions } from '../../../server/sandbox/index.ts';
import { startSandbox } from '../../../server/sandbox/index.ts';
import type { CommandLine } from '../commands/command-line.ts';
import { commandLine } from '../commands/command-line.ts';
import { visitor } from '../oauth/visitor.ts';

vi.setConfig({ testTimeout: 60_000 });

const SECRET = 'test-secret';

/** A command line with credentials of its own at a stand-in gateway. */
async function live(options: SandboxOptions = {}, env: Record<string, string> = {}) {
  const sandbox = await startSandbox({ credentials: { appKey: '12345678', appSecret: SECRET }, ...options });
  onTestFinished(sandbox.close);
  const credentials = { ALIEXPRESS_APP_KEY: '12345678', ALIEXPRESS_APP_SECRET: SECRET };
  const line = commandLine({
    ALIEXPRESS_GATEWAY_URL: sandbox.origin,
    ALIEXPRESS_TRACKING_ID: 'blog,video',
    ...credentials,
    ...env,
  });
  return { sandbox, line };
}

describe('doctor', () => {
  it('finds everything right in the sandbox', async () => {
    const { code, out, err } = await commandLine().run('doctor');
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('examines the sandbox') });
    expect(out).toMatch(/^ok +app key +/m);
    expect(out).toMatch(/^ok +access token +None/m);
    expect(out).not.toContain('WRONG');
  });

  it('names the tracking id that AliExpress refuses, and the next step', async () => {
    const { line } = await live({}, { ALIEXPRESS_TRACKING_ID: 'blog,nobody' });
    const { code, out, err } = await line.run('doctor');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toMatch(/^ok +tracking id blog /m);
    expect(out).toMatch(/^WRONG +tracking id nobody .*\n +\S/m);
  });

  it.each([
    ['another secret', { ALIEXPRESS_APP_SECRET: 'canary-secret' }, /^WRONG +app secret/m],
    ['another key', { ALIEXPRESS_APP_KEY: '87654321' }, /^WRONG +app key/m],
    ['both swapped', { ALIEXPRESS_APP_KEY: 'canary-secret', ALIEXPRESS_APP_SECRET: '12345678' }, /are swapped/],
    ['quotes around the secret', { ALIEXPRESS_APP_SECRET: '"canary-secret"' }, /It has quotes around it/],
  ])('says in words: %s; and never shows the secret', async (_, env, words) => {
    const { line } = await live({}, env);
    const { code, out, err } = await line.run('doctor');
    expect(code).toBe(1);
    expect(out).toMatch(words);
    expect(out + err).not.toContain('canary-secret');
  });

  it('warns of white space around a secret that is right, also in a secret file', async () => {
    const { line } = await live({}, { ALIEXPRESS_APP_SECRET: `\u{FEFF}${SECRET} ` });
    expect(await line.run('doctor')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^warning +app secret .*BOM/m),
    });
    const filed = await live({}, { ALIEXPRESS_APP_SECRET: '', ALIEXPRESS_APP_SECRET_FILE: 'to be set' });
    const file = path.join(filed.line.folder, 'secret');
    writeFileSync(file, `${SECRET}\n`, { mode: 0o600 });
    const env = { ALIEXPRESS_APP_SECRET: '', ALIEXPRESS_APP_SECRET_FILE: file };
    const { line: fromFile } = await live({}, env);
    expect((await fromFile.run('doctor')).out).toMatch(/^ok +app secret /m);
    expect(await filed.line.run('doctor')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('cannot be read'),
    });
  });

  it('counts its calls in the quota', async () => {
    const { sandbox, line } = await live({}, { ALIEXPRESS_DAILY_CALLS: '2' });
    await line.run('doctor');
    expect(sandbox.calls).toHaveLength(2);
  });
});

async function authorised(line: CommandLine) {
  const { said, stop } = line.start('serve');
  await vi.waitFor(() => expect(said.out).toContain('answers at'), 20_000);
  const origin = /http:\S+\d/.exec(said.out)?.[0] ?? '';
  const link = await line.run('authorize');
  const ticket = new URL(link.out.trim()).search;
  const browser = visitor();
  const page = await browser.press(await browser.open(`${origin}/oauth/start${ticket}`), 'allow');
  await stop();
  return { link, page };
}

describe('authorize', () => {
  it('prints a link that a browser opens, and doctor shows the state of the token from then on', async () => {
    const { sandbox, line } = await live();
    const { link, page } = await authorised(line);
    expect(link).toMatchObject({ code: 0, err: expect.stringContaining('/oauth/callback') });
    expect(link.out).toMatch(/^http:\/\/127\.0\.0\.1:0\/oauth\/start\?ticket=[\w-]{43}\n$/);
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('Waybill is authorised') });
    expect((await line.run('doctor')).out).toMatch(/^ok +access token +Valid for /m);
    expect(sandbox.calls.filter(({ method }) => method === '/auth/token/create')).toHaveLength(1);
  });

  it('gives a token that doctor calls wrong once its key file is another one or gone', async () => {
    const { line } = await live();
    await authorised(line);
    const file = path.join(line.folder, 'data', 'access-token.key');
    const key = readFileSync(file, 'utf8').trim();
    const spoilt: [words: string, spoil: () => void][] = [
      ['holds another key', () => writeFileSync(file, randomBytes(32).toString('base64'))],
      ['is missing', () => rmSync(file)],
    ];
    for (const [words, spoil] of spoilt) {
      spoil();
      const { code, out } = await line.run('doctor');
      expect(code).toBe(1);
      const [check = '', nextStep] = out.slice(out.indexOf('WRONG')).split('\n');
      expect(check).toMatch(/^WRONG +access token /);
      expect(check).toContain(`${file} ${words}`);
      expect(nextStep).toMatch(/of the instance that stored it.*npx waybill authorize/);
      expect(out).not.toContain(key);
    }
  });
});

describe('doctor --request', () => {
  const caseText = (name: string) =>
    readFileSync(new URL(`../../fixtures/requests/case-${name}.txt`, import.meta.url), 'utf8');

  it.each(['a', 'b', 'c', 'd'])('explains support case %s on standard output and fails', async (name) => {
    const { line } = await live();
    const { code, out, err } = await line.run('doctor', '--request', caseText(name));
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toContain('What is wrong:');
    expect(out).toMatch(/^POST http/m);
    expect(out).not.toContain(SECRET);
  });

  it('finds nothing wrong with a request that is right', async () => {
    const { sandbox, line } = await live();
    const params = ['app_key=12345678', `timestamp=${Date.now()}`, 'sign_method=sha256'];
    const method = 'aliexpress.affiliate.category.get';
    const words = params.flatMap((param) => ['--param', param]);
    const sign = (await line.run('sign', '--method', method, ...words)).out.trim();
    const address = `${sandbox.origin}/sync?${[...params, `method=${method}`, `sign=${sign}`].join('&')}`;
    expect(await line.run('doctor', '--request', address)).toMatchObject({ code: 0, err: '' });
    expect(await (await fetch(address)).text()).toContain('"resp_code":200');
  });

  it('tells what shows on the surface when no secret is known', async () => {
    const { code, out, err } = await commandLine().run('doctor', '--request', caseText('a'));
    expect(code).toBe(1);
    expect(err).toContain('ALIEXPRESS_APP_SECRET');
    expect(out).toContain('Wrong endpoint');
  });

  it('takes the answer of AliExpress into account', async () => {
    const { line } = await live();
    const answer = '{"type":"ISV","code":"isv.account-migration-check-fail","message":"fail"}';
    const { out } = await line.run('doctor', '--request', caseText('c'), '--answer', answer);
    expect(out).toContain('migration');
    expect(await line.run('doctor', '--answer', answer)).toMatchObject({ code: 2, out: '' });
  });
});
