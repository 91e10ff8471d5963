import { describe, expect, it } from 'vitest';
import { createLog } from '../../../server/log.ts';

const secret = 'canary"secret/+';
const token = 'wb_CANARY7SaLHTMWeQc0r1luUEOYD5lkHG7X8uhOFmMccy';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog('debug', [secret], { write: (line) => lines.push(line) }));
  return lines.join('');
}

describe('the log keeps secrets out', () => {
  it.each<[where: string, value: object]>([
    ['under a key', { sign: 'CANARY', access_token: 'CANARY', refresh_token: 'CANARY', session: 'CANARY' }],
    ['in a header', { headers: { authorization: 'Bearer CANARY', cookie: 'CANARY' } }],
    ['in an address', { url: `https://h/sync?sign=CANARY&access_token=CANARY&code=CANARY&app_secret=CANARY` }],
    ['in a pairing link', { link: 'http://127.0.0.1:8787/#pair=CANARY' }],
    ['in an error', { err: new Error(`request failed: https://h/rest?code=CANARY&sign=CANARY`) }],
    ['in JSON inside a text', { body: JSON.stringify({ sign: 'CANARY', access_token: 'CANARY' }) }],
    ['as a bearer token', { message: `token ${token} is unknown` }],
    ['as the app secret itself', { err: new Error(`secret ${secret}`), text: encodeURIComponent(secret) }],
  ])('%s', (_, value) => {
    const text = logged((log) => log.error(value, 'failed'));
    expect(text).toContain('[hidden]');
    expect(text).not.toContain('CANARY');
    expect(text).not.toContain('canary');
    expect(JSON.parse(text)).toMatchObject({ msg: 'failed' });
  });

  it('keeps failure codes readable', () => {
    expect(logged((log) => log.info({ code: 'not_found' }, 'refused'))).toContain('"code":"not_found"');
  });
});
