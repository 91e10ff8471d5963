import { describe, expect, it } from 'vitest';
import { generateLinks, isAliExpressLink, sourceKey } from '../../../server/aliexpress/links.ts';
import { gatewayTo, replyOf, startStub } from './stub.ts';

const API = 'aliexpress.affiliate.link.generate';
const A = 'https://www.aliexpress.com/item/1005006338829917.html';
const B = 'https://www.aliexpress.com/item/1005001111111111.html';
const STORE = 'https://www.aliexpress.com/store/911384058';
const linkA = 'https://s.click.aliexpress.com/e/_aaaa';
const linkB = 'https://s.click.aliexpress.com/e/_bbbb';

const order = { sources: [A, B], trackingId: 'blog', linkType: 'normal' } as const;

async function linksFrom(result: unknown, sources: readonly string[] = order.sources) {
  const { origin, received } = await startStub(replyOf(API, result));
  const outcome = await generateLinks(gatewayTo(origin).gateway, { ...order, sources });
  return { outcome, received, links: outcome.ok ? outcome.value : new Map() };
}

describe('generateLinks', () => {
  it('asks for all sources in one call', async () => {
    const { origin, received } = await startStub(replyOf(API, {}));
    await generateLinks(gatewayTo(origin).gateway, { ...order, linkType: 'hot', shipTo: 'DE' });
    expect(received).toHaveLength(1);
    expect(received[0]?.form).toMatchObject({
      method: API,
      source_values: `${A},${B}`,
      tracking_id: 'blog',
      promotion_link_type: '2',
      ship_to_country: 'DE',
    });
  });

  it.each([
    ['wrapped', (list: unknown[]) => ({ promotion_link: list })],
    ['flat', (list: unknown[]) => list],
  ])('matches a %s list by source value, whatever its order', async (_shape, wrap) => {
    const entries = [
      { source_value: B, promotion_link: linkB },
      { source_value: A, promotion_link: linkA },
    ];
    const { links } = await linksFrom({ tracking_id: 'blog', promotion_links: wrap(entries) });
    expect(links).toEqual(
      new Map([
        [A, { ok: true, value: linkA }],
        [B, { ok: true, value: linkB }],
      ]),
    );
  });

  it('finds a source that AliExpress spells differently', async () => {
    const entries = [
      { source_value: 'https://he.aliexpress.com/item/1005006338829917.html?spm=a2g0o.x', promotion_link: linkA },
      { source_value: 'http://m.aliexpress.com/store/911384058/?spm=1', promotion_link: linkB },
    ];
    const { links } = await linksFrom({ promotion_links: entries }, [A, STORE]);
    expect(links.get(A)).toEqual({ ok: true, value: linkA });
    expect(links.get(STORE)).toEqual({ ok: true, value: linkB });
  });

  it('says not_in_programme for an entry that is missing or has no link', async () => {
    const { links } = await linksFrom({ promotion_links: { promotion_link: [{ source_value: A }] } });
    expect(links.get(A)).toMatchObject({ ok: false, failure: { code: 'not_in_programme' } });
    expect(links.get(B)).toMatchObject({ ok: false, failure: { code: 'not_in_programme' } });
  });

  it('passes no link on that leads elsewhere, and none of another tracking id', async () => {
    const foreign = { source_value: A, promotion_link: 'https://s.click.aliexpress.com.evil.example/e/_x' };
    const { links } = await linksFrom({ promotion_links: [foreign] });
    expect(links.get(A)).toMatchObject({ ok: false, failure: { code: 'gateway_unreadable' } });
    const other = await linksFrom({ tracking_id: 'other', promotion_links: [] });
    expect(other.outcome).toMatchObject({ ok: false, failure: { code: 'gateway_unreadable' } });
  });

  it('escapes a comma inside an address and still finds its answer', async () => {
    const source = `${STORE}?ids=1,2`;
    const entry = { source_value: `${STORE}?ids=1%2C2`, promotion_link: linkA };
    const { links, received } = await linksFrom({ promotion_links: [entry] }, [source, A]);
    expect(received[0]?.form.source_values).toBe(`${STORE}?ids=1%2C2,${A}`);
    expect(links.get(source)).toEqual({ ok: true, value: linkA });
  });

  it('refuses 0 and 51 sources without a call', async () => {
    const many = Array.from({ length: 51 }, (_, n) => `https://www.aliexpress.com/item/10050000000${n}.html`);
    for (const sources of [[], many]) {
      const { outcome, received } = await linksFrom({}, sources);
      expect(outcome).toMatchObject({ ok: false, failure: { code: 'invalid_request' } });
      expect(received).toHaveLength(0);
    }
  });

  it('fails as a whole when the tracking id is refused', async () => {
    const { origin } = await startStub(replyOf(API, undefined, 402));
    const outcome = await generateLinks(gatewayTo(origin).gateway, order);
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'tracking_id_rejected', gatewayCode: '402' } });
  });
});

describe('what counts as the same page', () => {
  it.each([
    [A, 'https://es.aliexpress.com/item/1005006338829917.html#reviews'],
    [A, 'www.aliexpress.com/i/1005006338829917.html'],
    [A, 'https://www.aliexpress.com/item/some-words/1005006338829917.html'],
    [STORE, 'https://aliexpress.com/store/911384058/?spm=1&utm_source=x'],
    ['https://sale.aliexpress.com/a.htm?b=1&a=2', 'https://sale.aliexpress.com/a.htm?a=2&b=1'],
  ])('%s is %s', (one, other) => expect(sourceKey(one)).toBe(sourceKey(other)));

  it('tells campaign pages apart by their parameters', () => {
    expect(sourceKey('https://sale.aliexpress.com/a.htm?id=1')).not.toBe(
      sourceKey('https://sale.aliexpress.com/a.htm?id=2'),
    );
  });
});

describe('links that are passed on', () => {
  it.each([
    ['https://s.click.aliexpress.com/e/_x', true],
    ['http://s.click.aliexpress.com/e/_x', false],
    ['https://aliexpress.com.evil.example/e/_x', false],
    ['https://evil.example/?aliexpress.com', false],
    ['https://user@s.click.aliexpress.com/e/_x', false],
    ['https://s.click.aliexpress.com:8443/e/_x', false],
    ['javascript:alert(1)//.aliexpress.com', false],
    ['', false],
  ])('%s: %s', (link, expected) => expect(isAliExpressLink(link)).toBe(expected));
});
