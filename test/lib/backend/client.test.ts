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

function answering(status: number, body: unknown, type = 'application/json') {
  return vi.fn<typeof fetch>(async () => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return new Response(text, { status, headers: { 'content-type': type } });
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
    ['an error page of a proxy', 502, '<html>Bad gateway</html>'],
    ['a problem with an unknown code', 418, { code: 'teapot' }],
  ])('says that something else answers there: %s', async (_, status, body) => {
    expect(await createBackend({ publicUrl, token: 't', fetch: answering(status, body) }).me()).toMatchObject({
      ok: false,
      failure: { code: 'backend_unreachable', message: expect.stringContaining('not a Waybill backend') },
    });
  });
});
