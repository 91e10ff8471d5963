import { describe, expect, it } from 'vitest';
import type { CheckupSetup } from '../../../server/doctor/checkup.ts';
import { isSick, judgeClock, judgeToken, renderCheckup, runCheckup } from '../../../server/doctor/checkup.ts';
import type { Received, Said } from '../aliexpress/stub.ts';
import { hasty, replyOf, startRouted } from '../aliexpress/stub.ts';

const SECRET = 'Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4z';
const error = (code: string): Said => ({ json: { error_response: { type: 'ISV', code, msg: 'x', request_id: '1' } } });

/** An account with all packages and one good tracking id. */
function healthy({ form }: Received): Said {
  const method = form.method ?? '';
  if (method.endsWith('link.generate')) return replyOf(method, {}, form.tracking_id === 'blog' ? 200 : 402);
  if (method.endsWith('sku.detail.get'))
    return { json: { [`${method.replaceAll('.', '_')}_response`]: { result: { success: false, code: '1' } } } };
  return replyOf(method, undefined, 405);
}

async function checkup(decide: (call: Received) => Said, setup: Partial<CheckupSetup> = {}, now = Date.now) {
  const { origin, received } = await startRouted((call) => ({ ...healthy(call), ...decide(call) }));
  const checks = await runCheckup({
    gateway: { origin, appKey: '500000', appSecret: SECRET, now, limits: hasty },
    trackingIds: ['blog'],
    ...setup,
  });
  const states = Object.fromEntries(checks.map(({ name, state }) => [name, state]));
  return { checks, states, received, text: renderCheckup(checks) };
}

describe('waybill doctor', () => {
  it('finds a healthy account healthy', async () => {
    const { checks, states } = await checkup(() => ({}));
    expect(states).toEqual({
      'app key': 'ok',
      clock: 'ok',
      'app secret': 'ok',
      'egress address': 'ok',
      'package Standard': 'ok',
      publisher: 'ok',
      'tracking id blog': 'ok',
      'package Advanced': 'ok',
      'package SKU Dimension': 'ok',
      'package Promotion Info': 'ok',
      'access token': 'ok',
    });
    expect(isSick(checks)).toBe(false);
  });

  it.each([
    ['InvalidAppKey', 'app key', ['app secret', 'egress address', 'package Standard', 'publisher', 'tracking id blog']],
    ['IncompleteSignature', 'app secret', ['egress address', 'package Standard', 'publisher', 'tracking id blog']],
    ['AppWhiteIpLimit', 'egress address', ['app secret', 'package Standard', 'publisher', 'tracking id blog']],
  ])('%s: %s is wrong, and what stands behind it unknown', async (code, culprit, behind) => {
    const { checks, states, text, received } = await checkup(() => error(code));
    expect(states[culprit]).toBe('wrong');
    for (const name of behind) expect(states[name]).toBe('unknown');
    expect(isSick(checks)).toBe(true);
    expect(text).toMatch(new RegExp(`^WRONG +${culprit}`, 'm'));
    expect(received).toHaveLength(1);
  });

  it('names a wrong clock with its size, and goes on with the right time', async () => {
    const { checks, states, text } = await checkup(
      ({ form }) => (Math.abs(Number(form.timestamp) - Date.now()) > 7_200_000 ? error('IllegalTimestamp') : {}),
      {},
      () => Date.now() - 3 * 3_600_000,
    );
    expect(states.clock).toBe('wrong');
    expect(states['app secret']).toBe('ok');
    expect(text).toContain('The clock of this machine is 3 hours behind.');
    expect(isSick(checks)).toBe(true);
  });

  it('tells each tracking id by itself, and that the account is a publisher', async () => {
    const { states } = await checkup(() => ({}), { trackingIds: ['blog', 'typo'] });
    expect(states).toMatchObject({ publisher: 'ok', 'tracking id blog': 'ok', 'tracking id typo': 'wrong' });
  });

  it('says that the account is no publisher', async () => {
    const { states, text } = await checkup(({ form }) =>
      form.method?.endsWith('link.generate') ? replyOf(form.method, undefined, 401) : {},
    );
    expect(states).toMatchObject({ publisher: 'wrong', 'tracking id blog': 'unknown' });
    expect(text).toContain('Portals');
  });

  it('only warns of packages that few people need', async () => {
    const { checks, states } = await checkup(({ form }) =>
      form.method?.includes('hotproduct') ? error('InsufficientPermission') : {},
    );
    expect(states['package Advanced']).toBe('warning');
    expect(isSick(checks)).toBe(false);
  });

  it('says unknown, not wrong, when AliExpress does not answer', async () => {
    const { checks, states } = await checkup(() => ({ text: 'x', status: 503 }));
    expect(new Set(Object.values(states))).toEqual(new Set(['unknown', 'ok']));
    expect(states['app key']).toBe('unknown');
    expect(isSick(checks)).toBe(false);
  });

  it('reports the spelling of the configured secret without showing it', async () => {
    const { states, text } = await checkup(() => ({}), { configured: { appKey: '500000', appSecret: `${SECRET}\n` } });
    expect(states['app secret']).toBe('warning');
    expect(text).not.toContain(SECRET);
  });
});

describe('single judgements', () => {
  const DAY = 86_400_000;

  it.each([
    [2_000, 'ok', 'accepts the time'],
    [-600_000, 'warning', '10 minutes ahead'],
    [7_300_000, 'wrong', '2 hours 2 minutes behind'],
  ])('a clock that is %d ms behind is %s', (skew, state, words) => {
    expect(judgeClock(skew)).toMatchObject({ state, detail: expect.stringContaining(words) });
  });

  it.each([
    [undefined, 'ok', 'need none'],
    [{ accessExpiresAt: 2 * DAY }, 'ok', 'Valid for 1 day more'],
    [{ accessExpiresAt: DAY / 2, refreshExpiresAt: 2 * DAY }, 'warning', 'Expired 12 hours ago. It will be refreshed'],
    [{ accessExpiresAt: DAY / 2, refreshExpiresAt: DAY / 2 }, 'wrong', 'refresh token has ended'],
  ])('a token %j is %s', (token, state, words) => {
    expect(judgeToken(token, DAY)).toMatchObject({ state, detail: expect.stringContaining(words) });
  });
});
