import { describe, expect, it } from 'vitest';
import { commandLine } from '../commands/command-line.ts';

const env = { ALIEXPRESS_APP_KEY: '12345678', ALIEXPRESS_APP_SECRET: 'helloworld', ALIEXPRESS_TRACKING_ID: 'blog' };
const line = commandLine(env);

function params(...pairs: string[]): string[] {
  return pairs.flatMap((pair) => ['--param', pair]);
}

describe('sign', () => {
  const token = params(
    'app_key=12345678',
    'code=3_500102_JxZ05Ux3cnnSSUm6dCxYg6Q26',
    'sign_method=sha256',
    'timestamp=1517820392000',
  );

  it.each(['/auth/token/create', '/rest/auth/token/create'])(
    'prints the value of the official example for %s, and nothing else',
    async (path) => {
      expect(await line.run('sign', '--path', path, ...token)).toEqual({
        code: 0,
        err: '',
        out: '35607762342831B6A417A0DED84B79C05FEFBF116969C48AD6DC00279A9F4D81\n',
      });
    },
  );

  it('signs the method as a parameter, values with an equals sign in them, and none that is empty', async () => {
    const common = ['app_key=12345678', 'sign_method=sha256', 'timestamp=1517820392000'];
    const words = params(...common, 'keywords=a=b', 'fields=');
    const { out } = await line.run('sign', '--method', 'aliexpress.affiliate.product.query', ...words, '--explain');
    expect(out).toContain(
      '\napp_key12345678keywordsa=bmethodaliexpress.affiliate.product.querysign_methodsha256timestamp1517820392000\n',
    );
    expect(out).toContain('Left out');
    expect(out).toMatch(/^sign=[0-9A-F]{64}$/m);
    expect(out).not.toContain('helloworld');
  });

  it('knows the formula of the old gateways, its secret masked', async () => {
    const words = params(
      'app_key=12345678',
      'fields=nick',
      'format=json',
      'sign_method=md5',
      'timestamp=2016-01-01 12:00:00',
      'v=2.0',
      'session=test',
    );
    const { out } = await line.run('sign', '--method', 'taobao.item.seller.get', ...words, '--explain');
    expect(out).toMatch(/^sign=[0-9A-F]{32}$/m);
    expect(out).toContain('<app secret>');
  });

  it('says which parameters a request needs besides', async () => {
    const { code, err } = await line.run('sign', '--path', '/auth/token/create', ...params('code=1'));
    expect({ code, err }).toEqual({
      code: 0,
      err: 'Note: AliExpress wants app_key, timestamp, sign_method too, and signed.\n',
    });
  });

  it('signs with the secret of the sandbox where there is none, and says so', async () => {
    const { code, err } = await commandLine().run('sign', '--path', '/auth/token/create', ...token);
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('secret of the sandbox') });
  });

  it.each([
    [[]],
    [['--method', 'a.b', '--path', '/a']],
    [['--path', 'auth/token/create']],
    [['--method', 'a.b', '--param', 'novalue']],
    [['--method', 'a.b', '--param', 'sign_method=sha1']],
  ])('is used wrongly with %j', async (words) => {
    expect(await line.run('sign', ...words)).toMatchObject({ code: 2, out: '' });
  });
});
