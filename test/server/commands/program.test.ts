import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLine } from './command-line.ts';

describe('the command line', () => {
  it.each([
    ['--help'],
    ['serve', '--help'],
    ['token', '--help'],
    ['token', 'create', '--help'],
    ['token', 'list', '--help'],
    ['token', 'revoke', '--help'],
    ['pair', '--help'],
    ['link', '--help'],
    ['sandbox', '--help'],
    ['sign', '--help'],
    ['doctor', '--help'],
    ['authorize', '--help'],
  ])('explains %s %s %s on standard output', async (...words) => {
    const { code, out, err } = await commandLine().run(...words);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^Usage: waybill /);
  });

  it.each([
    [[]],
    [['serv']],
    [['token']],
    [['token', 'create']],
    [['token', 'create', '--name', ' ']],
    [['token', 'create', '--name', 'a', '--tracking-id', 'a b']],
    [['token', 'revoke']],
    [['link']],
    [['serve', '--loud']],
    [['sandbox', '--port', 'x']],
  ])('ends with 2 and nothing on standard output when it is used wrongly: %j', async (words) => {
    const { code, out, err } = await commandLine().run(...words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/Usage|--help says how/);
  });

  it('ends with 1 and one line for a wrong variable in .env', async () => {
    const line = commandLine();
    writeFileSync(path.join(line.folder, '.env'), 'WAYBILL_PROT=1\n');
    for (const words of [['serve'], ['pair'], ['token', 'list'], ['link', 'https://example.com/']]) {
      expect(await line.run(...words)).toEqual({
        code: 1,
        out: '',
        err: expect.stringMatching(/^WAYBILL_PROT is not a variable of Waybill\..*\n$/),
      });
    }
  });

  it('warns of a secret with a line break and goes on', async () => {
    const line = commandLine();
    const env = ['ALIEXPRESS_APP_KEY=500000', 'ALIEXPRESS_APP_SECRET="canary\n"', 'ALIEXPRESS_TRACKING_ID=blog'];
    writeFileSync(path.join(line.folder, '.env'), env.join('\n'));
    const { code, err } = await line.run('token', 'list');
    expect(code).toBe(0);
    expect(err).toBe('Warning: ALIEXPRESS_APP_SECRET had white space around it, which was removed.\n');
  });
});
