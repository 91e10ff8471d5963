import { beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../../../lib/contract/failure.ts';
import { LinkResult, LinksRequest } from '../../../lib/contract/links.ts';
import { failed } from '../../../lib/contract/outcome.ts';
import { readDestination } from '../../../server/links/destination.ts';
import type { AskForLinks } from '../../../server/links/find-links.ts';
import { createLinkFinder } from '../../../server/links/find-links.ts';
import { createLedgerWriter } from '../../../server/links/ledger-writer.ts';
import type { MakeLinks } from '../../../server/links/make-links.ts';
import { createLinkMaker } from '../../../server/links/make-links.ts';
import type { Store } from '../../../server/store/store.ts';
import { memoryStore } from '../access/memory-store.ts';
import { fakeGateway } from './fake-gateway.ts';

const anna = { id: 'a1', name: 'anna', trackingIds: null };
const now = Date.parse('2026-11-22T12:00:00Z');
const everything = { accessId: undefined, query: undefined, trackingId: undefined, before: undefined, limit: 600 };

let store: Store;
let gateway: ReturnType<typeof fakeGateway>;

beforeEach(async () => {
  store = await memoryStore();
  gateway = fakeGateway();
});

function maker(ask: AskForLinks = gateway.ask): MakeLinks {
  const clock = () => now;
  return createLinkMaker({
    readDestination,
    findLinks: createLinkFinder({
      account: '500000',
      ask,
      store: store.answers,
      owner: 'test',
      window: () => 1,
      now: clock,
      count: () => undefined,
    }),
    writeLedger: createLedgerWriter(store.ledger, clock),
    defaultTrackingId: 'blog',
    sandbox: true,
  });
}

function item(id: number): string {
  return `https://www.aliexpress.com/item/${1005000000000000 + id}.html`;
}

function request(urls: string[], change: Partial<LinksRequest> = {}): LinksRequest {
  return { ...LinksRequest.parse({ urls }), ...change };
}

describe('links for a request', () => {
  it('come back in the order of the addresses, whatever the order of the gateway', async () => {
    const urls = [item(3), 'https://example.com/', item(1), item(2), item(1)];
    const links = await maker()(request(urls), anna);
    expect(links.map((link) => link.input)).toEqual(urls);
    expect(links.map((link) => link.ok && link.canonicalUrl)).toEqual([item(3), false, item(1), item(2), item(1)]);
    expect(links[2]).toEqual({ ...links[4] });
    for (const link of links) expect(LinkResult.parse(link)).toEqual(link);
  });

  it('cost one gateway call for each 50 different pages', async () => {
    const urls = Array.from({ length: 120 }, (_, n) => item(n % 110));
    const links = await maker()(request(urls), anna);
    expect(links.every((link) => link.ok)).toBe(true);
    expect(gateway.calls.map((call) => call.sources.length)).toEqual([50, 50, 10]);
  });

  it('ask nothing when no address can have a link', async () => {
    await maker()(request(['https://example.com/', 'https://s.click.aliexpress.com/e/_oFEYbSl']), anna);
    expect(gateway.calls).toEqual([]);
  });

  it('are in the ledger before they are answered, one line for each page', async () => {
    const subIds = { cn: 'mail' };
    const links = await maker()(request([item(1), item(1), item(2)], { subIds, note: 'sale' }), anna);
    const found = await store.ledger.search(everything);
    expect(found).toHaveLength(2);
    expect(new Set(found.map((line) => line.url))).toEqual(new Set(links.map((link) => link.ok && link.url)));
    expect(found[0]).toMatchObject({ by: 'anna', trackingId: 'blog', subIds, note: 'sale', sandbox: true });
  });

  it('are not answered when the ledger cannot be written', async () => {
    store.ledger.append = () => Promise.reject(new Error('disk full'));
    await expect(maker()(request([item(1)]), anna)).rejects.toThrow('disk full');
  });

  it('leave the other entries unharmed when one page is not in the programme', async () => {
    gateway.outside.add(item(2));
    const links = await maker()(request([item(1), item(2), item(3)]), anna);
    expect(links.map((link) => link.ok || link.code)).toEqual([true, 'not_in_programme', true]);
  });

  it('fail one by one in words when the gateway refuses the call', async () => {
    const refusal = { ...failure('signature_rejected'), requestId: 'r1', gatewayCode: 'IncompleteSignature' };
    const links = await maker(async () => ({ ok: false, failure: refusal }))(request([item(1), 'x']), anna);
    expect(links).toEqual([
      { ok: false, input: item(1), ...failure('signature_rejected') },
      { ok: false, input: 'x', ...failure('not_aliexpress') },
    ]);
    expect(await store.ledger.search(everything)).toEqual([]);
  });

  it('keep what one gateway call made when the next one fails', async () => {
    const ask: AskForLinks = (sources, terms) =>
      gateway.calls.length === 1 ? Promise.resolve(failed('gateway_busy')) : gateway.ask(sources, terms);
    const links = await maker(ask)(request(Array.from({ length: 60 }, (_, n) => item(n))), anna);
    expect(links.filter((link) => link.ok)).toHaveLength(50);
    expect(links.at(-1)).toMatchObject({ ok: false, code: 'gateway_busy', retryable: true });
    expect(await store.ledger.search(everything)).toHaveLength(50);
  });

  it('say so when nothing is said about a page', async () => {
    const links = await maker(async () => ({ ok: true, value: new Map() }))(request([item(1)]), anna);
    expect(links[0]).toMatchObject({ ok: false, code: 'gateway_unreadable' });
  });
});

describe('the tracking id', () => {
  it('is the one asked for, else the first that the access may use, else the default', async () => {
    const bounded = { ...anna, trackingIds: ['video', 'shop'] };
    const makeLinks = maker();
    await makeLinks(request([item(1)], { trackingId: 'other' }), anna);
    await makeLinks(request([item(1)]), anna);
    await makeLinks(request([item(1)]), bounded);
    await makeLinks(request([item(1)], { trackingId: 'shop', linkType: 'hot', shipTo: 'DE' }), bounded);
    expect(gateway.calls.map((call) => call.terms)).toEqual([
      { trackingId: 'other', linkType: 'normal', shipTo: undefined },
      { trackingId: 'blog', linkType: 'normal', shipTo: undefined },
      { trackingId: 'video', linkType: 'normal', shipTo: undefined },
      { trackingId: 'shop', linkType: 'hot', shipTo: 'DE' },
    ]);
  });

  it('is refused by name, without a gateway call, when the access may not use it', async () => {
    const bounded = { ...anna, trackingIds: ['video', 'shop'] };
    const links = await maker()(request([item(1), item(2)], { trackingId: 'blog' }), bounded);
    expect(links).toHaveLength(2);
    expect(links[1]).toMatchObject({
      ok: false,
      input: item(2),
      code: 'tracking_id_rejected',
      message: 'This access may not use tracking id blog.',
      hint: expect.stringContaining('video, shop'),
    });
    expect(gateway.calls).toEqual([]);
  });
});
