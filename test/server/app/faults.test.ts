import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { FailureCode } from '../../../lib/contract/failure.ts';
import { failures } from '../../../lib/contract/failure.ts';
import { Problem } from '../../../lib/contract/problem.ts';
import { Product } from '../../../lib/contract/products.ts';
import type { Limits } from '../../../server/aliexpress/retry.ts';
import type { Fault, Sandbox } from '../../../server/sandbox/index.ts';
import { startSandbox } from '../../../server/sandbox/index.ts';
import { replyOf, startRouted } from '../aliexpress/stub.ts';
import type { LiveBackend } from './live-backend.ts';
import { item, liveBackend } from './live-backend.ts';

vi.setConfig({ testTimeout: 60_000 });

/** A client that loses its patience within a test. */
const impatient = { timeoutMs: 300, budgetMs: 1200, backOffBaseMs: 10, breakerFailures: 3, breakerRestMs: 300 };

/** A client that asks once and asks the next time as if nothing had been. */
const once = { timeoutMs: 300, budgetMs: 0, breakerFailures: 1000 };

const LINK = 'aliexpress.affiliate.link.generate';
const DETAIL = 'aliexpress.affiliate.productdetail.get';

let sandbox: Sandbox;
let live: LiveBackend;
let callsBefore = 0;
let lastPage = 5000;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterEach(() => {
  sandbox.faults.clear();
  callsBefore = sandbox.calls.length;
});
afterAll(() => sandbox.close());

/** One backend for all tests of a block: they ask for pages of their own, and leave it as they found it. */
function withBackend(patience: Partial<Limits>): void {
  beforeAll(async () => {
    live = await liveBackend(sandbox, {}, { patience: { methodGapMs: 0, ...patience } });
  });
  afterAll(() => live.backend.close());
}

/** Addresses of products that nobody has asked for yet. */
function newPages(count: number): string[] {
  lastPage += count;
  return Array.from({ length: count }, (_, n) => item(lastPage - n));
}

/** The code of each page, `ok` where there is a link. */
async function linkCodes(urls: readonly string[]): Promise<string[]> {
  return (await live.links(urls)).map((link) => (link.ok ? 'ok' : link.code));
}

type PromotionLink = { source_value: string; promotion_link: string };

/** A link that tells which page it was made for. */
function promotionLink(page: string): PromotionLink {
  return { source_value: page, promotion_link: `https://s.click.aliexpress.com/e/_${idOf(page)}` };
}

function idOf(page: string): string {
  return /\d+/.exec(page)?.[0] ?? '';
}

/** The code of each product, `ok` where that very product is described. All are asked for at the same moment. */
async function productCodes(pages: readonly string[]): Promise<string[]> {
  const ids = pages.map(idOf);
  const responses = await Promise.all(ids.map((id) => live.get(`/v1/products/${id}`)));
  const bodies: unknown[] = await Promise.all(responses.map((response) => response.json()));
  return bodies.map((body, index) => {
    const response = responses[index];
    if (response?.ok) return Product.parse(body).productId === ids[index] ? 'ok' : 'another product';
    const { code, status } = Problem.parse(body);
    return status === response?.status && status === failures[code].status ? code : `${code} as ${response?.status}`;
  });
}

/** What this test has asked for in each call of a method, in the order of the calls. */
function asked(method: string): string[][] {
  const calls = sandbox.calls.slice(callsBefore).filter((call) => call.method === method);
  return calls.map(({ params }) => (params.source_values ?? params.product_ids ?? '').split(','));
}

/** The faults of a whole call, and the code that everything in it gets. */
const faults: [what: string, fault: Fault, code: FailureCode | 'ok'][] = [
  ['is slow', { kind: 'delay', ms: 100 }, 'ok'],
  ['is too slow', { kind: 'delay', ms: 5000 }, 'gateway_unavailable'],
  ['never answers', { kind: 'hang' }, 'gateway_unavailable'],
  ['drops the connection', { kind: 'drop' }, 'gateway_unavailable'],
  ['answers 500 with JSON', { kind: 'http', status: 500, body: 'json' }, 'gateway_unavailable'],
  ['answers 502 with HTML', { kind: 'http', status: 502, body: 'html' }, 'gateway_unavailable'],
  ['breaks off in the middle', { kind: 'cut' }, 'gateway_unavailable'],
  ['sends half of its JSON', { kind: 'truncated' }, 'gateway_unreadable'],
  ['sends garbage', { kind: 'garbage' }, 'gateway_unreadable'],
  ['sends another shape', { kind: 'wrong-shape' }, 'gateway_unreadable'],
  [
    'bans the key for longer than anybody waits',
    { kind: 'error', code: 'ApiCallLimit', banSeconds: 30 },
    'gateway_busy',
  ],
  ['is out of service', { kind: 'error', code: 'ServiceUnavailable' }, 'gateway_unavailable'],
  ['refuses the signature', { kind: 'error', code: 'IncompleteSignature' }, 'signature_rejected'],
  ['does not know the key', { kind: 'error', code: 'InvalidAppKey' }, 'app_key_rejected'],
  ['misses a permission', { kind: 'error', code: 'InsufficientPermission' }, 'permission_missing'],
  ['does not know the publisher', { kind: 'resp-code', respCode: 401 }, 'publisher_not_registered'],
  ['does not know the tracking id', { kind: 'resp-code', respCode: 402 }, 'tracking_id_rejected'],
];

/** The same for products: the two refusals of the publisher are an affair of links. */
const productFaults = faults.filter(([, { kind }]) => kind !== 'resp-code');

describe('when one call of several', () => {
  withBackend(once);

  it.each(faults)('%s, its links say so and the others of the request come', async (_, fault, code) => {
    sandbox.faults.add(fault);
    const pages = newPages(120);
    const codes = await linkCodes([...pages, 'https://example.com/']);
    const [spoilt = [], ...healthy] = asked(LINK);
    expect(spoilt).toHaveLength(50);
    expect(healthy.flat()).toHaveLength(70);
    expect(codes).toEqual([...pages.map((page) => (spoilt.includes(page) ? code : 'ok')), 'not_aliexpress']);
  });

  it.each(productFaults)('%s, its products say so and the others come', async (_, fault, code) => {
    sandbox.faults.add(fault);
    const pages = newPages(20);
    const first = productCodes(pages.slice(0, 10));
    await vi.waitFor(() => expect(asked(DETAIL)).toHaveLength(1), { interval: 1 });
    const codes = [...(await first), ...(await productCodes(pages.slice(10)))];
    const [spoilt = []] = asked(DETAIL);
    expect(codes).toEqual(pages.map((page) => (spoilt.includes(idOf(page)) ? code : 'ok')));
  });
});

describe('as long as the gateway', () => {
  withBackend(impatient);
  const soon = { timeout: 5000, interval: 50 };

  it.each(faults)('%s, new links say so and known ones come all the same', async (_, fault, code) => {
    const [known = '', ...unknown] = newPages(3);
    expect(await linkCodes([known])).toEqual(['ok']);
    const end = sandbox.faults.add(fault, { times: Infinity });
    const codes = await linkCodes([known, 'https://example.com/', ...unknown]);
    expect(codes).toEqual(['ok', 'not_aliexpress', code, code]);
    end();
    await vi.waitFor(async () => expect(await linkCodes(unknown)).toEqual(['ok', 'ok']), soon);
  });

  it.each(productFaults)('%s, new products say so and known ones come all the same', async (_, fault, code) => {
    const [known = '', unknown = ''] = newPages(2);
    expect(await productCodes([known])).toEqual(['ok']);
    const end = sandbox.faults.add(fault, { times: Infinity });
    expect(await productCodes([known, unknown])).toEqual(['ok', code]);
    end();
    await vi.waitFor(async () => expect(await productCodes([unknown])).toEqual(['ok']), soon);
  });
});

describe('when the entries of an answer are odd', () => {
  type Change<Kind extends Fault['kind']> = Extract<Fault, { kind: Kind; change: unknown }>['change'];
  withBackend(once);

  it.each<[what: string, odd: (entries: PromotionLink[]) => PromotionLink[]]>([
    ['in the order of the request', (entries) => entries],
    ['in another order', (entries) => entries.toReversed()],
    ['behind one that nobody asked for', (entries) => [promotionLink(item(1)), ...entries]],
    ['twice', (entries) => [...entries, ...entries]],
  ])('each page gets the link that was made for it: the entries come %s', async (_, odd) => {
    const { origin } = await startRouted(({ form }) => {
      const entries = (form.source_values ?? '').split(',').map(promotionLink);
      return replyOf(LINK, { promotion_links: { promotion_link: odd(entries) } });
    });
    const own = await liveBackend({ origin }, {}, { patience: once });
    onTestFinished(own.backend.close);
    const pages = newPages(20);
    const links = await own.links(pages);
    expect(links.map((link) => link.ok && link.url)).toEqual(pages.map((page) => promotionLink(page).promotion_link));
  });

  const linkOrders: Change<'links'>[] = ['extra', 'request-order', 'reversed'];
  it.each(linkOrders)('no page is without its link, and none is asked for twice: %s', async (change) => {
    sandbox.faults.add({ kind: 'links', change }, { times: Infinity });
    const pages = newPages(20);
    expect(await linkCodes(pages)).toEqual(pages.map(() => 'ok'));
    const made = await live.links(pages);
    expect(new Set(made.map((link) => link.ok && link.url)).size).toBe(20);
    expect(asked(LINK).flat().toSorted()).toEqual(pages.toSorted());
  });

  it.each<Change<'products'>>(['extra', 'reversed'])('each product is still itself: %s', async (change) => {
    sandbox.faults.add({ kind: 'products', change }, { times: Infinity });
    const pages = newPages(20);
    expect(await productCodes(pages)).toEqual(pages.map(() => 'ok'));
  });

  it.each<[change: Change<'links'>, code: FailureCode]>([
    ['missing', 'not_in_programme'],
    ['without-link', 'not_in_programme'],
    ['with-message', 'not_in_programme'],
    ['foreign-host', 'gateway_unreadable'],
  ])('only the page without a good link is refused: %s', async (change, code) => {
    sandbox.faults.add({ kind: 'links', change });
    expect((await linkCodes(newPages(20))).toSorted()).toEqual([code, ...Array(19).fill('ok')].toSorted());
  });

  it.each<[change: Change<'products'>, code: FailureCode]>([
    ['missing', 'not_in_programme'],
    ['without-title', 'gateway_unreadable'],
  ])('only the product without a good entry is refused: %s', async (change, code) => {
    sandbox.faults.add({ kind: 'products', change });
    expect((await productCodes(newPages(20))).toSorted()).toEqual([code, ...Array(19).fill('ok')].toSorted());
  });
});

describe('the breaker', () => {
  withBackend(impatient);
  const links = async () => (await linkCodes(newPages(1)))[0];
  const products = async () => (await productCodes(newPages(1)))[0];
  const rest = () => new Promise((resolve) => setTimeout(resolve, impatient.breakerRestMs));

  it.each([
    { what: 'links', method: LINK, ask: links, other: products },
    { what: 'products', method: DETAIL, ask: products, other: links },
  ])('spares a gateway that makes no $what, and closes when it does again', async ({ method, ask, other }) => {
    const end = sandbox.faults.add({ kind: 'http', status: 500, body: 'json' }, { times: Infinity, method });
    expect(await ask()).toBe('gateway_unavailable');
    const opened = impatient.breakerFailures;
    expect(asked(method)).toHaveLength(opened);
    expect(await ask()).toBe('gateway_unavailable');
    expect(asked(method)).toHaveLength(opened);
    expect(await other()).toBe('ok');

    await rest();
    expect(await ask()).toBe('gateway_unavailable');
    expect(asked(method)).toHaveLength(opened + 1);
    expect(await ask()).toBe('gateway_unavailable');
    expect(asked(method)).toHaveLength(opened + 1);

    end();
    await rest();
    expect([await ask(), await ask()]).toEqual(['ok', 'ok']);
  });
});
