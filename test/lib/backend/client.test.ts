import { describe, expect, it, vi } from 'vitest';
import { createBackend } from '../../../lib/backend/client.ts';

const publicUrl = 'http://127.0.0.1:8787';

const link = {
  ok: true,
  input: 'https://www.aliexpress.com/item/1005006338829917.html',
  productId: '1005006338829917',
  canonicalUrl: 'https://www.aliexpress.com/item/1005006338829917.html',
  url: 'https://s.click.aliexpress.com/e/_sandboxabc',
  trackingId: 'blog',
  linkType: 'normal',
  createdAt: '2026-11-22T12:00:00.000Z',
  source: 'gateway',
  sandbox: true,
} as const;

function answering(status: number, body: unknown, type = 'application/json', headers: Record<string, string> = {}) {
  return vi.fn<typeof fetch>(async () => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return new Response(text, { status, headers: { 'content-type': type, ...headers } });
  });
}

describe('a call to the backend', () => {
  it('carries the token, no cookie, and the body as JSON', async () => {
    const fetch = answering(200, { links: [link] });
    await createBackend({ publicUrl, token: 'wb_secret', fetch }).makeLinks({ urls: [link.input] });
    const [url, init] = fetch.mock.calls[0] ?? [];
    expect(url).toBe('http://127.0.0.1:8787/v1/links');
    expect(init).toMatchObject({ method: 'POST', credentials: 'omit', body: JSON.stringify({ urls: [link.input] }) });
    expect(new Headers(init?.headers).get('authorization')).toBe('Bearer wb_secret');
  });

  it("calls the browser's fetch as the browser wants it called", async () => {
    const fetch = vi.fn<(this: unknown) => Promise<Response>>(async function () {
      if (this !== undefined) throw new TypeError('Illegal invocation');
      return Response.json({ links: [link] });
    });
    expect(await createBackend({ publicUrl, token: 't', fetch }).makeLinks({ urls: [link.input] })).toMatchObject({
      ok: true,
    });
  });

  it('gives the links as the backend answered them', async () => {
    const backend = createBackend({ publicUrl, token: 't', fetch: answering(200, { links: [link] }) });
    expect(await backend.makeLinks({ urls: [link.input] })).toEqual({ ok: true, value: { links: [link] } });
  });

  it("passes the backend's own words on", async () => {
    const problem = {
      type: 'about:blank',
      title: 'Unauthorized',
      status: 401,
      code: 'unauthorized',
      detail: 'This token was revoked.',
      hint: 'Pair again.',
      requestId: 'r1',
    };
    const fetch = answering(401, problem, 'application/problem+json');
    expect(await createBackend({ publicUrl, token: 't', fetch }).me()).toEqual({
      ok: false,
      failure: { code: 'unauthorized', message: 'This token was revoked.', hint: 'Pair again.', retryable: false },
    });
  });

  it('names the address when nothing answers there', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await createBackend({ publicUrl, token: 't', fetch }).me()).toMatchObject({
      ok: false,
      failure: { code: 'backend_unreachable', message: expect.stringContaining(publicUrl), retryable: true },
    });
  });

  it.each([
    ['a web page', 200, '<html>hello</html>'],
    ['JSON of another shape', 200, { hello: 'world' }],
    ['a page of another server', 404, '<html>Not found</html>'],
    ['a problem with an unknown code', 418, { code: 'teapot' }],
  ])('says that something else answers there: %s', async (_, status, body) => {
    expect(await createBackend({ publicUrl, token: 't', fetch: answering(status, body) }).me()).toMatchObject({
      ok: false,
      failure: { code: 'backend_unreachable', message: expect.stringContaining('not a Waybill backend') },
    });
  });
});

describe('a backend that does not answer', () => {
  const silent = vi.fn<typeof fetch>(() => Promise.reject(new TypeError('Failed to fetch')));

  it.each([
    ['http://127.0.0.1:8787', true, 'Start it with "npm start" and try again.'],
    ['http://localhost:8787', false, 'Start it with "npm start" and try again.'],
    ['https://links.example.org', true, 'Try again in a minute. If it stays, ask whoever runs it.'],
  ])('at %s (online: %s): %s', async (address, online, hint) => {
    const backend = createBackend({ publicUrl: address, token: 't', fetch: silent, isOnline: () => online });
    const message = `The Waybill backend at ${address} does not answer.`;
    expect(await backend.me()).toMatchObject({ failure: { code: 'backend_unreachable', message, hint } });
  });

  it('somewhere on the internet is not blamed while the browser is offline', async () => {
    const offline = { publicUrl: 'https://links.example.org', token: 't', fetch: silent, isOnline: () => false };
    expect(await createBackend(offline).me()).toMatchObject({
      failure: {
        code: 'backend_unreachable',
        message: 'This browser is offline.',
        hint: 'Connect it to the internet and try again.',
        retryable: true,
      },
    });
  });

  it('is told apart from the proxy that says so', async () => {
    const fetch = answering(502, '<html>Bad gateway</html>', 'text/html');
    expect(await createBackend({ publicUrl, token: 't', fetch }).me()).toMatchObject({
      failure: {
        code: 'backend_unreachable',
        message: 'The Waybill backend does not answer; what stands in front of it says 502.',
        retryable: true,
      },
    });
  });
});

describe('when to try again', () => {
  const problem = {
    type: 'urn:x',
    title: 'x',
    status: 429,
    code: 'rate_limited',
    detail: 'Too many.',
    requestId: 'r1',
  };
  const now = () => Date.parse('2026-11-22T08:00:00Z');

  it.each([
    ['the body', { retryAt: '2026-11-22T16:00:00.000Z' }, '60', '2026-11-22T16:00:00.000Z'],
    ['seconds in Retry-After', {}, '60', '2026-11-22T08:01:00.000Z'],
    ['a date in Retry-After', {}, 'Sun, 22 Nov 2026 16:00:00 GMT', '2026-11-22T16:00:00.000Z'],
    ['nothing that can be read', {}, 'soon', undefined],
  ])('is read from %s', async (_, more, header, retryAt) => {
    const fetch = answering(429, { ...problem, ...more }, 'application/problem+json', { 'retry-after': header });
    const answer = await createBackend({ publicUrl, token: 't', fetch, now }).me();
    expect(answer.ok ? undefined : answer.failure.retryAt).toBe(retryAt);
  });

  it('comes with each refused link', async () => {
    const entry = { ok: false, input: 'x', code: 'quota_exhausted', message: 'Used up.', retryable: true } as const;
    const links = [{ ...entry, retryAt: '2026-11-22T16:00:00.000Z' }, entry];
    const fetch = answering(200, { links });
    expect(await createBackend({ publicUrl, token: 't', fetch }).makeLinks({ urls: ['x', 'x'] })).toEqual({
      ok: true,
      value: { links },
    });
  });
});

it('says that the versions differ when the backend does not understand the request', async () => {
  const body = {
    type: 'urn:x',
    title: 'x',
    status: 400,
    code: 'invalid_request',
    detail: 'urls: no.',
    requestId: 'r1',
  };
  const fetch = answering(400, { ...body, hint: 'Compare it with /openapi.json of the backend.' });
  expect(await createBackend({ publicUrl, token: 't', fetch }).me()).toMatchObject({
    failure: { message: 'urls: no.', hint: 'Bring the extension and the backend to the same version.' },
  });
});

describe('an instance that is gone behind its proxy', () => {
  const me = { name: 'anna', mode: 'live', trackingIds: ['blog'], defaultTrackingId: 'blog' };
  const answer = { ...me, quota: { used: 1, limit: 5000, resetsAt: '2026-11-22T16:00:00Z' } };
  const gone = () => Promise.reject(new TypeError('Failed to fetch'));
  const badGateway = () => Promise.resolve(new Response('<html>', { status: 502 }));
  const here = () => Promise.resolve(Response.json(answer));
  const busy = () =>
    Promise.resolve(
      Response.json(
        { type: 'urn:x', title: 'x', status: 503, code: 'gateway_busy', detail: 'x', requestId: '1' },
        { status: 503 },
      ),
    );

  function behindProxy(replies: (() => Promise<Response>)[], publicUrl = 'https://links.example.org') {
    const fetch = vi.fn<typeof globalThis.fetch>(() => (replies.shift() ?? gone)());
    return { fetch, backend: createBackend({ publicUrl, token: 't', fetch, repeatAfter: 0, isOnline: () => true }) };
  }

  it.each([
    ['breaks the connection', gone],
    ['leaves the answer to the proxy', badGateway],
  ])('and %s costs one repetition, not the press', async (_, first) => {
    const { fetch, backend } = behindProxy([first, here]);
    expect(await backend.me()).toEqual({ ok: true, value: answer });
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('for good is said after the one repetition', async () => {
    const { fetch, backend } = behindProxy([gone, gone, here]);
    expect(await backend.me()).toMatchObject({ ok: false, failure: { code: 'backend_unreachable' } });
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['an answer of the backend itself', [busy, here], undefined],
    ['a backend on this machine', [gone, here], 'http://127.0.0.1:8787'],
  ])('is not looked for after %s', async (_, replies, publicUrl) => {
    const { fetch, backend } = behindProxy(replies, publicUrl);
    expect((await backend.me()).ok).toBe(false);
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('never has a pairing code sent twice', async () => {
    const { fetch, backend } = behindProxy([gone, here]);
    expect((await backend.redeem('ABCD-EFGH')).ok).toBe(false);
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});
