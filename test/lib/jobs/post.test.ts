import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Preset } from '../../../lib/contract/presets.ts';
import { listPresets, makeManyPosts, makePost } from '../../../lib/jobs/post.ts';
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

const price = { amount: '15.68', currency: 'USD' };

const lamp = {
  productId: '1005006338829917',
  title: 'Lamp',
  url: canonical,
  imageUrl: 'https://ae01.alicdn.com/kf/x.jpg',
  imageUrls: [],
  salePrice: price,
  originalPrice: price,
  discountPercent: 0,
  ratingPercent: null,
  ordersLast30Days: null,
  commission: { ratePercent: 7, hotRatePercent: null, estimate: price },
  shop: null,
  category: null,
  fetchedAt: '2026-11-22T12:00:00.000Z',
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
    expect(post).toMatchObject({
      ok: true,
      value: { text: expect.stringContaining(made.url), withoutFacts: { code: 'backend_unreachable' } },
    });
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

describe('posts for many addresses', () => {
  const ids = Array.from({ length: 500 }, (_, n) => String(1005004400000000 + n));
  const urls = ids.map((id) => `https://www.aliexpress.com/item/${id}.html`);
  const product = (productId: string) => ({ ...lamp, productId, title: `Lamp ${productId}` });

  /** A backend that knows every product but those that `lookUp` answers otherwise for. */
  async function backendKnows(lookUp: (productIds: string[]) => Response | object[] = (asked) => asked.map(known)) {
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      asked.push(`${init.method} ${new URL(url).pathname}`);
      const body = JSON.parse(String(init.body)) as { urls: string[]; productIds: string[] };
      if (url.endsWith('/v1/links')) {
        return Response.json({ links: body.urls.map((input) => ({ ...made, input, canonicalUrl: input })) });
      }
      const found = lookUp(body.productIds);
      return found instanceof Response ? found : Response.json({ products: found });
    });
    await writePairing({ name: 'laptop', publicUrl: 'http://127.0.0.1:8787', token: 'wb_t', access: null });
    return asked;
  }
  const known = (input: string) => ({ ok: true, input, product: product(input) });
  const outside = (input: string) => ({
    ...{ ok: false, input, code: 'not_in_programme', message: 'AliExpress says nothing.', retryable: false },
  });

  it('ask the backend twice for 500, and each names its own product', async () => {
    const asked = await backendKnows();
    const posts = await makeManyPosts({ urls, presetId: 'blog' });
    expect(asked.toSorted()).toEqual(['POST /v1/links', 'POST /v1/products']);
    const texts = posts.ok ? posts.value.map((result) => (result.ok ? result.post.text : '')) : [];
    expect(texts).toHaveLength(500);
    for (const [n, text] of texts.entries()) expect(text).toContain(`Lamp ${ids[n]}`);
  });

  it('ask for no facts where the preset names none', async () => {
    const asked = await backendKnows();
    await makeManyPosts({ urls, presetId: 'plain' });
    expect(asked).toEqual(['POST /v1/links']);
  });

  it('ask for a product once, and for none where the address has none', async () => {
    const lookUps: string[][] = [];
    await backendKnows((asked) => {
      lookUps.push(asked);
      return asked.map(known);
    });
    const [url = ''] = urls;
    const store = 'https://www.aliexpress.com/store/1102345678';
    const posts = await makeManyPosts({ urls: [url, store, 'https://example.org/', `${url}?spm=1`], presetId: 'blog' });
    expect(lookUps).toEqual([[ids[0]]]);
    expect(posts).toMatchObject({ value: [{ ok: true }, { ok: true }, { ok: false }, { ok: true }] });
    const without = posts.ok ? posts.value.map((result) => result.ok && result.post.withoutFacts) : [];
    expect(without).toEqual([undefined, undefined, false, undefined]);
  });

  it('keep the link where the facts of one are not known, and say so with that one', async () => {
    await backendKnows((asked) => asked.map((id) => (id === ids[1] ? outside(id) : known(id))));
    const posts = await makeManyPosts({ urls: urls.slice(0, 3), presetId: 'blog' });
    expect(posts).toMatchObject({
      value: [
        { post: { text: expect.stringContaining(`Lamp ${ids[0]}`) } },
        {
          post: {
            text: expect.stringContaining(made.url),
            withoutFacts: { code: 'not_in_programme', message: 'AliExpress says nothing.', retryable: false },
          },
        },
        { post: { text: expect.stringContaining(`Lamp ${ids[2]}`) } },
      ],
    });
    expect(posts.ok && posts.value[0]?.ok && posts.value[0].post.withoutFacts).toBeUndefined();
  });

  it('keep every link where no facts can be had, and say so with each', async () => {
    await backendKnows(() => new Response('no', { status: 502 }));
    const posts = await makeManyPosts({ urls: urls.slice(0, 2), presetId: 'blog' });
    const one = { ok: true, post: { link: { url: made.url }, withoutFacts: { code: 'backend_unreachable' } } };
    expect(posts).toMatchObject({ ok: true, value: [one, one] });
  });
});
