import { describe, expect, it } from 'vitest';
import { checkCredentials, cleanCredential } from '../../../server/doctor/credentials.ts';
import { vectors } from '../aliexpress/vectors.ts';

const SECRET = 'Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4z';

const findings = (appKey: string, appSecret: string) =>
  checkCredentials(appKey, appSecret).map(({ name, state, detail }) => `${name} ${state}: ${detail}`);

describe('key and secret', () => {
  it('have nothing against them when they are as in the console', () => {
    expect(checkCredentials('500000', SECRET)).toEqual([]);
  });

  it.each([
    [' 500000', SECRET, /^app key warning: .*white space/],
    ['500000', `\uFEFF${SECRET}`, /^app secret warning: .*BOM/],
    ['500000', `${SECRET}\r\n`, /^app secret warning/],
    ['500000', `${SECRET}\u200B`, /^app secret warning/],
    [SECRET, '500000', /^app key wrong: .*swapped/],
    ['500000', '500000', /^app secret wrong: .*same as the app key/],
    ['500000', `"${SECRET}"`, /^app secret wrong: .*quotes/],
    ['500000', 'your-app-secret', /^app secret wrong: .*placeholder/],
    ['500000', 'undefined', /^app secret wrong: .*placeholder/],
    ['500000', 'two words', /^app secret wrong: .*white space inside/],
    ['500000', '', /^app secret wrong: .*empty/],
    ['', SECRET, /^app key wrong: .*empty/],
    ['my app', SECRET, /^app key wrong: .*other characters than digits/],
  ])('%j and %j', (appKey, appSecret, finding) => expect(findings(appKey, appSecret)[0]).toMatch(finding));

  it('are never repeated in what is said about them', () => {
    expect(findings('500000', `"${SECRET}"\n`).join()).not.toContain(SECRET);
  });

  it('are caught where two known wrong signatures come from', () => {
    const vector = (name: string) => vectors.find((each) => each.name === name);
    const newline = vector('wrong-secret-with-trailing-newline')?.secret ?? '';
    expect(cleanCredential(newline)).toBe('helloworld');
    const swapped = vector('wrong-secret-swapped-with-app-key');
    expect(findings(swapped?.params.app_key ?? '', swapped?.secret ?? '')[0]).toMatch(/same as the app key/);
  });
});
