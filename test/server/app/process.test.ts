import { request } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { LinksAnswer } from '../../../lib/contract/links.ts';
import { SANDBOX, startSandbox } from '../../../server/sandbox/index.ts';
import { dataFolder, startProcess, tokenFor } from './backend-process.ts';

vi.setConfig({ testTimeout: 60_000 });

function post(origin: string, token: string, urls: string[]): Promise<Response> {
  return fetch(`${origin}/v1/links`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ urls }),
  });
}

function item(id: number): string {
  return `https://www.aliexpress.com/item/${1005000000000000 + id}.html`;
}

describe('a backend process', () => {
  it('finishes the work it has accepted before it stops', async () => {
    const sandbox = await startSandbox();
    const data = dataFolder();
    const token = await tokenFor(data);
    const backend = startProcess(data, {
      ALIEXPRESS_GATEWAY_URL: sandbox.origin,
      ALIEXPRESS_APP_KEY: SANDBOX.appKey,
      ALIEXPRESS_APP_SECRET: SANDBOX.appSecret,
      ALIEXPRESS_TRACKING_ID: 'blog',
    });
    const origin = await backend.ready;
    const answer = post(
      origin,
      token,
      Array.from({ length: 400 }, (_, n) => item(n)),
    );
    while (sandbox.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    const ended = backend.kill('SIGTERM');
    const { links } = LinksAnswer.parse(await (await answer).json());
    expect(links.filter((link) => link.ok)).toHaveLength(400);
    expect(await ended).toMatchObject({ code: 0, err: expect.stringContaining('"stopped"') });
    await sandbox.close();
  });

  it('says in one line that its port is taken', async () => {
    const first = startProcess(dataFolder());
    const { port } = new URL(await first.ready);
    const second = await startProcess(dataFolder(), { PORT: port }).ended;
    expect(second).toEqual({
      code: 1,
      out: '',
      err: `PORT ${port} on 127.0.0.1 is taken: stop what uses it, or set PORT to another.\n`,
    });
    await first.kill('SIGTERM');
  });

  it('refuses a body that is too large, announced or not, and goes on', async () => {
    const data = dataFolder();
    const token = await tokenFor(data);
    const backend = startProcess(data);
    const origin = await backend.ready;
    const large = JSON.stringify({ urls: [item(1)], note: 'x'.repeat(1024 * 1024) });
    expect(await sendRaw(origin, token, large, { 'Content-Length': String(large.length) })).toBe(413);
    expect(await sendRaw(origin, token, large, { 'Transfer-Encoding': 'chunked' })).toBe(413);
    expect((await post(origin, token, [item(1)])).status).toBe(200);
    await backend.kill('SIGTERM');
  });
});

function sendRaw(origin: string, token: string, body: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const all = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...headers };
    const sending = request(`${origin}/v1/links`, { method: 'POST', headers: all }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sending.on('error', reject);
    sending.end(body);
  });
}
