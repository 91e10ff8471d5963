import { afterEach, describe, expect, it, vi } from 'vitest';
import { browser } from '../../../lib/browser.ts';
import { currentAccess, currentPairing, forgetPairing, redeemPairing } from '../../../lib/jobs/pairing.ts';

const me = {
  name: 'laptop',
  mode: 'sandbox',
  trackingIds: ['blog'],
  defaultTrackingId: 'blog',
  quota: { used: 1, limit: 5000, resetsAt: '2026-11-23T08:00:00.000Z' },
};

function backendAnswers(answers: Record<string, () => Response | Promise<Response>>) {
  const fetch = vi.fn<typeof globalThis.fetch>(async (input) => {
    const answer = answers[new URL(String(input)).pathname];
    return answer ? answer() : Promise.reject(new TypeError('Failed to fetch'));
  });
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

const redeemed = () => Response.json({ token: 'wb_secret', name: 'laptop', publicUrl: 'http://127.0.0.1:8787' });

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('pairing', () => {
  it('keeps the token in the background, and tells pages everything else', async () => {
    backendAnswers({ '/v1/pairings': redeemed, '/v1/me': () => Response.json(me) });
    const paired = await redeemPairing({ link: 'http://127.0.0.1:8787/#pair=ABCD2345' });
    const told = { ok: true, value: { name: 'laptop', publicUrl: 'http://127.0.0.1:8787', access: me } };
    expect(paired).toEqual(told);
    expect(await currentPairing()).toEqual(told);
    expect(JSON.stringify(await browser.storage.local.get())).toContain('wb_secret');
  });

  it('keeps nothing of a link that the backend refuses', async () => {
    const problem = {
      type: 'about:blank',
      title: 'x',
      status: 401,
      code: 'unauthorized',
      detail: 'No.',
      requestId: 'r',
    };
    backendAnswers({ '/v1/pairings': () => Response.json(problem, { status: 401 }) });
    expect(await redeemPairing({ link: 'http://127.0.0.1:8787/#pair=ABCD2345' })).toMatchObject({
      ok: false,
      failure: { code: 'unauthorized' },
    });
    expect(await currentPairing()).toEqual({ ok: true, value: null });
  });

  it('remembers what the backend last said while it does not answer', async () => {
    backendAnswers({ '/v1/pairings': redeemed, '/v1/me': () => Response.json(me) });
    await redeemPairing({ link: 'http://127.0.0.1:8787/#pair=ABCD2345' });
    backendAnswers({});
    expect(await currentAccess()).toMatchObject({ ok: false, failure: { code: 'backend_unreachable' } });
    expect(await currentPairing()).toMatchObject({ value: { access: { defaultTrackingId: 'blog' } } });
  });

  it('is forgotten, token and all, when the person ends it', async () => {
    backendAnswers({ '/v1/pairings': redeemed, '/v1/me': () => Response.json(me) });
    await redeemPairing({ link: 'http://127.0.0.1:8787/#pair=ABCD2345' });
    await forgetPairing();
    expect(await browser.storage.local.get()).toEqual({});
    expect(await currentAccess()).toMatchObject({ ok: false, failure: { code: 'not_paired' } });
  });
});
