import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Preset } from '../../../lib/contract/presets.ts';
import { listPresets, makePost } from '../../../lib/jobs/post.ts';
import { firstSettings } from '../../../lib/settings/versions.ts';
import { writePairing } from '../../../lib/storage/pairing.ts';
import { storeSettings } from '../../../lib/storage/settings.ts';

const visited = 'https://de.aliexpress.com/item/1005006338829917.html?pdp_npi=visitor-account&spm=a2g0o';
const canonical = 'https://www.aliexpress.com/item/1005006338829917.html';

const made = {
  ok: true,
  input: canonical,
  productId: '1005006338829917',
  canonicalUrl: canonical,
  url: 'https://s.click.aliexpress.com/e/_sandboxabc',
  trackingId: 'blog',
  linkType: 'normal',
  createdAt: '2026-11-22T12:00:00.000Z',
  source: 'gateway',
  sandbox: true,
};

function backendAnswers(link: object) {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => Response.json({ links: [link] }));
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('making a link in the background', () => {
  it('sends the canonical address and nothing else of what the person visits', async () => {
    const fetch = backendAnswers(made);
    await writePairing({ name: 'laptop', publicUrl: 'http://127.0.0.1:8787', token: 'wb_t', access: null });
    expect(await makePost({ url: visited, context: 'popup' })).toMatchObject({
      ok: true,
      value: { text: made.url, link: made, preset: { id: 'plain' } },
    });
    expect(JSON.parse(String(fetch.mock.calls[0]?.[1]?.body))).toEqual({
      urls: [canonical],
      linkType: 'normal',
      subIds: {},
      shipTo: 'US',
    });
  });

  it('asks for the tracking id, the sub ids and the market that the preset names', async () => {
    const fetch = backendAnswers(made);
    await writePairing({ name: 'laptop', publicUrl: 'http://127.0.0.1:8787', token: 'wb_t', access: null });
    const [plain] = firstSettings.presets;
    const video = { ...plain, id: 'video', trackingId: 'video', subIds: { cn: 'intro' }, country: 'DE' } as Preset;
    await storeSettings({ ...firstSettings, presets: [...firstSettings.presets, video] });
    await makePost({ url: visited, presetId: 'video', context: 'popup' });
    expect(JSON.parse(String(fetch.mock.calls[0]?.[1]?.body))).toMatchObject({
      trackingId: 'video',
      subIds: { cn: 'intro' },
      shipTo: 'DE',
    });
  });

  it('remembers the preset for the next press in the same place', async () => {
    backendAnswers(made);
    await writePairing({ name: 'laptop', publicUrl: 'http://127.0.0.1:8787', token: 'wb_t', access: null });
    await makePost({ url: visited, presetId: 'telegram', context: 'button' });
    expect(await makePost({ url: visited, context: 'button' })).toMatchObject({
      value: { preset: { id: 'telegram' } },
    });
    expect(await listPresets({ context: 'button' })).toMatchObject({ value: [{ id: 'telegram' }, {}, {}] });
  });

  it('writes the post without the facts where the backend has none', async () => {
    backendAnswers(made);
    await writePairing({ name: 'laptop', publicUrl: 'http://127.0.0.1:8787', token: 'wb_t', access: null });
    const post = await makePost({ url: visited, presetId: 'blog', context: 'popup' });
    expect(post).toMatchObject({ ok: true, value: { text: expect.stringContaining(made.url) } });
  });

  it('says that it is not paired, and sends nothing', async () => {
    const fetch = backendAnswers(made);
    expect(await makePost({ url: visited, context: 'popup' })).toMatchObject({
      ok: false,
      failure: { code: 'not_paired' },
    });
    expect(fetch).not.toHaveBeenCalled();
  });

  it.each([
    ['https://www.example.org/item/1005006338829917.html', 'not_aliexpress'],
    ['chrome://newtab/', 'not_aliexpress'],
    ['https://s.click.aliexpress.com/e/_c4NPFqKp', 'short_link'],
  ])('refuses %s with %s, and sends nothing', async (url, code) => {
    const fetch = backendAnswers(made);
    await writePairing({ name: 'laptop', publicUrl: 'http://127.0.0.1:8787', token: 'wb_t', access: null });
    expect(await makePost({ url, context: 'popup' })).toMatchObject({ ok: false, failure: { code } });
    expect(fetch).not.toHaveBeenCalled();
  });

  it("gives the entry's own failure as the failure", async () => {
    backendAnswers({
      ok: false,
      input: canonical,
      code: 'not_in_programme',
      message: 'No link for this product.',
      retryable: false,
    });
    await writePairing({ name: 'laptop', publicUrl: 'http://127.0.0.1:8787', token: 'wb_t', access: null });
    expect(await makePost({ url: visited, context: 'popup' })).toEqual({
      ok: false,
      failure: { code: 'not_in_programme', message: 'No link for this product.', retryable: false },
    });
  });
});
