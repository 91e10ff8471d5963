import { describe, expect, it } from 'vitest';
import { scrub } from '../../../server/aliexpress/scrub.ts';

describe('scrubbing a text for the log', () => {
  it.each([
    ['sign=ABCDEF&sign_method=sha256', 'sign=[scrubbed]&sign_method=sha256'],
    ['{"access_token":"5000","code":"0"}', '{"access_token":"[scrubbed]","code":"0"}'],
    ["{'refresh_token' : '5000'}", "{'refresh_token' : '[scrubbed]'}"],
    ['https://x.example/cb?code=3_5001&state=1', 'https://x.example/cb?code=[scrubbed]&state=1'],
    ['{"code":"InvalidCode"}', '{"code":"InvalidCode"}'],
    ['Session: abc, app_secret=def', 'Session: [scrubbed], app_secret=[scrubbed]'],
  ])('%s', (text, clean) => expect(scrub(text)).toBe(clean));

  it('takes given secrets out wherever they stand, encoded too', () => {
    expect(scrub('a s/cret b s%2Fcret', ['s/cret', undefined, ''])).toBe('a [scrubbed] b [scrubbed]');
  });
});
