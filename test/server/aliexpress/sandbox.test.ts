import { describe, expect, it, onTestFinished } from 'vitest';
import { CategoriesAnswer, Product, ProductsAnswer } from '../../../lib/contract/products.ts';
import { getCategories } from '../../../server/aliexpress/categories.ts';
import { getCoupons } from '../../../server/aliexpress/coupons.ts';
import { getDropshippingProduct } from '../../../server/aliexpress/dropshipping.ts';
import type { Gateway, GatewayOptions } from '../../../server/aliexpress/gateway.ts';
import { generateLinks } from '../../../server/aliexpress/links.ts';
import { authoriseUrl, createToken, refreshToken } from '../../../server/aliexpress/oauth.ts';
import { getOrders, listOrders, walkOrders } from '../../../server/aliexpress/orders.ts';
import { getProducts } from '../../../server/aliexpress/products.ts';
import { getPromotionProducts, getPromotions } from '../../../server/aliexpress/promotions.ts';
import { downloadHotProducts, matchProducts, searchProducts } from '../../../server/aliexpress/search.ts';
import { getShipping } from '../../../server/aliexpress/shipping.ts';
import { getSkus } from '../../../server/aliexpress/skus.ts';
import type { SandboxOptions } from '../../../server/sandbox/index.ts';
import { SANDBOX, startSandbox } from '../../../server/sandbox/index.ts';
import { gatewayTo } from './stub.ts';

/** The stand-in gateway, which checks signatures by its own reading of the documents, and a client of it. */
async function sandboxed(options: SandboxOptions = {}, client: Partial<GatewayOptions> = {}) {
  const sandbox = await startSandbox({ seed: 'client', ...options });
  onTestFinished(() => sandbox.close());
  return { sandbox, ...gatewayTo(sandbox.origin, { ...SANDBOX, sandbox: true, ...client }) };
}

function had<T>(outcome: { ok: true; value: T } | { ok: false; failure: unknown }): T {
  if (outcome.ok) return outcome.value;
  throw new Error(JSON.stringify(outcome.failure));
}

const market = { currency: 'USD', language: 'EN', country: 'DE', trackingId: 'blog' };
const item = (id: string) => `https://www.aliexpress.com/item/${id}.html`;
const ID = '1005006338829917';

describe('links from the stand-in', () => {
  it('come for 50 sources in one call, each its own, whatever goes missing between', async () => {
    const { gateway, sandbox } = await sandboxed();
    const ids = Array.from({ length: 50 }, (_, n) => `10050063388${String(n).padStart(5, '0')}`);
    const special = ['1005006338824040', '1005006338824041', '1005006338824042'];
    const sources = [...ids.slice(0, 47), ...special].map(item);
    const links = had(await generateLinks(gateway, { sources, trackingId: 'blog', linkType: 'normal' }));
    expect([...links.keys()]).toEqual(sources);
    const states = sources.map((source) => links.get(source)?.ok);
    expect(states).toEqual([...Array<boolean>(47).fill(true), false, false, true]);
    const made = [...links.values()].flatMap((link) => (link.ok ? [link.value] : []));
    expect(new Set(made).size).toBe(48);
    expect(sandbox.calls).toHaveLength(1);
  });

  it.each(['request-order', 'reversed', 'extra', 'with-message'] as const)(
    'survive a batch that is %s',
    async (change) => {
      const { gateway, sandbox } = await sandboxed();
      sandbox.faults.add({ kind: 'links', change });
      const sources = ['1005006338829917', '1005006338829918', '1005006338829919'].map(item);
      const links = had(await generateLinks(gateway, { sources, trackingId: 'blog', linkType: 'hot' }));
      const bad = change === 'with-message' ? 1 : 0;
      expect([...links.values()].filter(({ ok }) => !ok).length).toBeLessThanOrEqual(bad);
      expect(links.size).toBe(3);
    },
  );

  it.each([
    ['missing', 'not_in_programme'],
    ['without-link', 'not_in_programme'],
    ['foreign-host', 'gateway_unreadable'],
  ] as const)('an entry that is %s is %s', async (change, code) => {
    const { gateway, sandbox } = await sandboxed();
    sandbox.faults.add({ kind: 'links', change });
    const links = had(
      await generateLinks(gateway, {
        sources: [item(ID), item('1005006338829918')],
        trackingId: 'blog',
        linkType: 'normal',
      }),
    );
    expect([...links.values()]).toContainEqual(expect.objectContaining({ failure: expect.objectContaining({ code }) }));
  });
});

describe('each method against the stand-in', () => {
  it('product details, ids exact and in the shape of the contract', async () => {
    const { gateway } = await sandboxed();
    const ids = [ID, '1005006338824040'];
    const products = had(await getProducts(gateway, { ids, ...market }));
    const product = had(products.get(ID) ?? { ok: false, failure: 'none' });
    expect(Product.parse(product)).toMatchObject({ productId: ID, url: item(ID), sandbox: true });
    expect(products.get('1005006338824040')).toMatchObject({ ok: false, failure: { code: 'not_in_programme' } });
  });

  it('search with a price band, hot products, pages', async () => {
    const { gateway } = await sandboxed();
    const search = { currency: 'USD', language: 'EN', trackingId: 'blog', page: 1, pageSize: 10, hot: false };
    const found = ProductsAnswer.parse(
      had(await searchProducts(gateway, { ...search, minPrice: 5, maxPrice: 20, sort: 'price_asc' })),
    );
    const prices = found.products.map(({ salePrice }) => Number(salePrice.amount));
    expect(prices.length).toBeGreaterThan(0);
    expect(prices.every((price) => price >= 5 && price <= 20)).toBe(true);
    expect(prices).toEqual([...prices].sort((a, b) => a - b));
    expect(found.pages).toBeGreaterThanOrEqual(1);
    const hot = ProductsAnswer.parse(had(await searchProducts(gateway, { ...search, hot: true })));
    expect(hot.products.length).toBeGreaterThan(0);
    const none = await searchProducts(gateway, { ...search, keywords: 'nothing-is-called-this' });
    expect(none).toMatchObject({ ok: true, value: { products: [], total: 0 } });
  });

  it('categories, promotions and what is in them, downloads, recommendations', async () => {
    const { gateway } = await sandboxed();
    const { categories } = CategoriesAnswer.parse(had(await getCategories(gateway)));
    const leaf = categories.find(({ parentId }) => parentId !== undefined);
    expect(categories.map(({ id }) => id)).toContain(leaf?.parentId);
    const promotions = had(await getPromotions(gateway));
    const promotion = promotions[0]?.name ?? '';
    const paged = { ...market, page: 1, pageSize: 10 };
    expect(had(await getPromotionProducts(gateway, { ...paged, promotion })).products.length).toBeGreaterThan(0);
    const categoryId = leaf?.parentId ?? '';
    expect(had(await downloadHotProducts(gateway, { ...paged, categoryId })).page).toBe(1);
    expect(
      had(await matchProducts(gateway, { ...market, productId: ID, deviceId: 'd', page: 1 })).products.length,
    ).toBeGreaterThan(0);
  });

  it('variants with ids beyond 2^53, shipping, coupons', async () => {
    const { gateway } = await sandboxed();
    const order = { productId: ID, skuIds: [], shipTo: 'DE', currency: 'EUR', language: 'EN' };
    const skus = had(await getSkus(gateway, order));
    const skuId = skus[0]?.skuId ?? '';
    expect(BigInt(skuId) > 2n ** 53n).toBe(true);
    expect(had(await getSkus(gateway, { ...order, skuIds: [skuId] })).map((sku) => sku.skuId)).toEqual([skuId]);
    expect(skus[0]?.salePrice).toMatchObject({ currency: 'EUR' });
    const salePrice = skus[0]?.salePrice ?? { amount: '1', currency: 'EUR' };
    const shipping = had(await getShipping(gateway, { ...order, skuId, salePrice }));
    expect(shipping.fee).toMatchObject({ currency: 'EUR' });
    const coupons = had(await getCoupons(gateway, { ...order, productIds: [ID] }));
    expect(coupons[0]?.code).toMatch(/^SANDBOX/);
    const outside = await getSkus(gateway, { ...order, productId: '1005006338824040' });
    expect(outside).toMatchObject({ ok: false, failure: { code: 'not_in_programme' } });
  });

  it('orders: the same ones by page, by index and by id', async () => {
    const { gateway } = await sandboxed();
    const to = Date.now();
    const period = { from: to - 30 * 86_400_000, to, status: 'Payment Completed', pageSize: 5 } as const;
    const first = had(await listOrders(gateway, { ...period, page: 1 }));
    const pages = await Promise.all(
      Array.from({ length: first.pages - 1 }, (_, index) => listOrders(gateway, { ...period, page: index + 2 })),
    );
    const byPage = [first, ...pages.map(had)].flatMap(({ orders }) => orders);
    const byIndex = had(await walkOrders(gateway, period));
    const idsOf = (orders: typeof byPage) => orders.map(({ subOrderId }) => subOrderId).sort();
    expect(byPage.length).toBeGreaterThan(5);
    expect(idsOf(byIndex)).toEqual(idsOf(byPage));
    const [one] = byPage;
    expect(had(await getOrders(gateway, [one?.orderId ?? '']))[0]?.subOrderId).toBe(one?.subOrderId);
    expect(one?.paid?.amount).toMatch(/^\d+\.\d\d$/);
    expect((one?.createdAt ?? 0) >= period.from && (one?.createdAt ?? 0) <= to).toBe(true);
  });
});

/** Agrees on the consent page like a person, and reads the code out of the address it leads to. */
async function authorise(gateway: Gateway): Promise<string> {
  const request = {
    origin: gateway.origin,
    appKey: gateway.appKey,
    redirectUri: 'http://127.0.0.1:9/callback',
    state: 's',
  };
  const page = new URL(authoriseUrl(request));
  expect((await fetch(page)).status).toBe(200);
  const body = new URLSearchParams([...page.searchParams, ['answer', 'allow']]);
  const reply = await fetch(new URL('/oauth/authorize', page), { method: 'POST', body, redirect: 'manual' });
  const target = new URL(reply.headers.get('location') ?? '');
  expect(target.searchParams.get('state')).toBe('s');
  return target.searchParams.get('code') ?? '';
}

describe('an authorisation at the stand-in', () => {
  it('gives a token, spends its code once, is refreshed, and opens the dropshipping method', async () => {
    const { gateway } = await sandboxed();
    const code = await authorise(gateway);
    const token = had(await createToken(gateway, code));
    expect(token.accessExpiresAt - Date.now()).toBeGreaterThan(3_600_000);
    expect(await createToken(gateway, code)).toMatchObject({ ok: false, failure: { gatewayCode: 'InvalidCode' } });
    const fresh = had(await refreshToken(gateway, token));
    expect(fresh.accessToken).not.toBe(token.accessToken);
    const order = { productId: ID, shipTo: 'DE', currency: 'USD' };
    const product = had(await getDropshippingProduct(gateway, { ...order, accessToken: fresh.accessToken }));
    expect(product).toMatchObject({ productId: ID, price: { currency: 'USD' } });
    const refused = await getDropshippingProduct(gateway, { ...order, accessToken: 'not-a-token' });
    expect(refused).toMatchObject({ ok: false, failure: { gatewayCode: 'IllegalAccessToken' } });
    const wrong = await refreshToken(gateway, { refreshToken: 'not-a-token', calls: 'security' });
    expect(wrong).toMatchObject({ ok: false, failure: { gatewayCode: 'IllegalRefreshToken' } });
  });
});

describe('the pace of the stand-in', () => {
  it('is kept: a link call followed by a product call meets no limit', async () => {
    const { gateway, events } = await sandboxed({ callSpacingMs: 100 }, { limits: { methodGapMs: 200 } });
    const [links, products] = await Promise.all([
      generateLinks(gateway, { sources: [item(ID)], trackingId: 'blog', linkType: 'normal' }),
      getProducts(gateway, { ids: [ID], ...market }),
    ]);
    expect([links.ok, products.ok]).toEqual([true, true]);
    expect(events.map((event) => event.event === 'call' && event.outcome)).toEqual(['ok', 'ok']);
  });

  it('bans, and the client waits the ban out for the whole key', async () => {
    const { gateway, sandbox, events } = await sandboxed({}, { limits: { banMarginMs: 200 } });
    sandbox.faults.add({ kind: 'error', code: 'ApiCallLimit', banSeconds: 1, enforced: true });
    const outcomes = await Promise.all([getCategories(gateway), getPromotions(gateway)]);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true]);
    expect(sandbox.calls).toHaveLength(3);
    expect(events.filter((event) => event.event === 'call' && event.outcome === 'gateway_busy')).toHaveLength(1);
  });
});

describe('a clock that is three hours behind', () => {
  it('is corrected from the answer of the stand-in', async () => {
    const { gateway, events } = await sandboxed({}, { now: () => Date.now() - 3 * 3_600_000 });
    expect((await getCategories(gateway)).ok).toBe(true);
    expect(events.filter(({ event }) => event === 'clock-corrected')).toHaveLength(1);
  });
});
