import { describe, expect, it } from 'vitest';
import { shellWords } from '../../../server/doctor/curl.ts';
import { readRequest } from '../../../server/doctor/read-request.ts';

/** Names and values, wherever they stood. */
function valuesOf(text: string): Record<string, string> {
  return Object.fromEntries((readRequest(text)?.params ?? []).map(({ name, value }) => [name, value]));
}

const wanted = { app_key: '1', keywords: 'usb cable', url: 'https://x.example/?a=b&c=d' };
const encoded = 'app_key=1&keywords=usb%20cable&url=https%3A%2F%2Fx.example%2F%3Fa%3Db%26c%3Dd';

describe('a request can be given as', () => {
  it.each([
    ['an address', `https://api-sg.aliexpress.com/sync?${encoded}`],
    ['a body', encoded],
    ['a form body with + for a space', encoded.replace('%20', '+')],
    ['an address and a body', `https://api-sg.aliexpress.com/sync\n${encoded}`],
    ['a raw HTTP message', `POST /sync HTTP/1.1\r\nHost: api-sg.aliexpress.com\r\n\r\n${encoded}`],
    ['a method, an address and a body', `POST https://api-sg.aliexpress.com/sync\n\n${encoded}`],
    ['curl with --data', `curl --data '${encoded}' https://api-sg.aliexpress.com/sync`],
    [
      'curl with several -d',
      `curl -d app_key=1 -d "keywords=usb+cable" -d '${encoded.split('&')[2]}' 'https://api-sg.aliexpress.com/sync'`,
    ],
    [
      'curl over several lines',
      `curl -X POST \\\n  'https://api-sg.aliexpress.com/sync' \\\n  -H 'Accept: */*' \\\n  --data-raw $'${encoded}'`,
    ],
    [
      'curl that encodes',
      `curl --data-urlencode 'url=https://x.example/?a=b&c=d' --data-urlencode "keywords=usb cable" -dapp_key=1 https://x.example/sync`,
    ],
    ['curl -G', `curl -G -d '${encoded}' https://api-sg.aliexpress.com/sync`],
    [
      'curl with form fields',
      `curl -F app_key=1 -F 'keywords=usb cable' --form 'url=https://x.example/?a=b&c=d' https://x.example/sync`,
    ],
    ['JSON', JSON.stringify(wanted)],
  ])('%s', (_form, text) => expect(valuesOf(text)).toEqual(wanted));

  it('keeps where a parameter stood', () => {
    const request = readRequest("curl -H 'app_key: 5' -d b=2 'https://h.example/sync?a=1'");
    expect(request?.params.map(({ name, where }) => [name, where])).toEqual([
      ['a', 'query'],
      ['b', 'form'],
      ['app_key', 'header'],
    ]);
    expect(request?.address).toEqual({ scheme: 'https', host: 'h.example', path: '/sync' });
  });

  it('keeps the way a value was written next to what arrives', () => {
    expect(readRequest('https://h.example/sync?t=2025-01-01 10:00:00&k=a+b')?.params).toMatchObject([
      { raw: '2025-01-01 10:00:00', value: '2025-01-01 10:00:00' },
      { raw: 'a+b', value: 'a b' },
    ]);
  });

  it('is nothing without parameters', () => {
    for (const text of ['', 'hello', 'https://api-sg.aliexpress.com/sync', '{', '{"a"', 'curl']) {
      expect(readRequest(text)).toBeUndefined();
    }
  });
});

describe('shell words', () => {
  it.each([
    [`a 'b c' "d \\" e" f\\ g`, ['a', 'b c', 'd " e', 'f g']],
    ["a'b'c $'x\\'y\\n' \\\n d", ['abc', "x'y\n", 'd']],
    [`"cost $5" ''`, ['cost $5', '']],
  ])('%s', (line, words) => expect(shellWords(line)).toEqual(words));
});
