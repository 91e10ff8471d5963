import { AffiliateClient } from 'ae_sdk';
import AliexpressApiService from 'aliexpress-api';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { commandLine } from '../commands/command-line.ts';

const LIVE = 'https://api-sg.aliexpress.com';
const IDS = ['1005006338829917', '1005006338829918'];
const PAGES = IDS.map((id) => `https://www.aliexpress.com/item/${id}.html`);
const LINK = expect.stringMatching(/^https:\/\/s\.click\.aliexpress\.com\/e\/_sandbox\w+$/);

/** Where `waybill sandbox` answers. Neither client can be given an address, so their `fetch` is sent there. */
let sandbox: string;
const sent: string[] = [];

beforeAll(async () => {
  const running = commandLine().start('sandbox');
  await vi.waitFor(() => expect(running.said.err).toContain('500000'), 20_000);
  sandbox = running.said.out.trim();
  const send = globalThis.fetch;
  vi.stubGlobal('fetch', (address: string, init?: RequestInit) => {
    sent.push(address);
    return send(address.replace(LIVE, sandbox), init);
  });
  return async () => {
    vi.unstubAllGlobals();
    await running.stop();
  };
}, 30_000);

describe('ae_sdk', () => {
  const client = new AffiliateClient({ app_key: '500000', app_secret: 'sandbox-secret', session: '' });

  it('gets links', async () => {
    const answer = await client.generateAffiliateLinks({
      promotion_link_type: 0,
      source_values: PAGES.join(','),
      tracking_id: 'blog',
    });
    expect(answer).toMatchObject({ ok: true });
    expect(sent.at(-1)).toContain(`${LIVE}/sync?`);
    expect(JSON.stringify(answer)).toMatch(/s\.click\.aliexpress\.com\/e\/_sandbox/);
  });

  it('gets product details', async () => {
    const answer = await client.productDetails({ product_ids: IDS.join(','), tracking_id: 'blog' });
    expect(answer).toMatchObject({ ok: true });
    for (const id of IDS) expect(JSON.stringify(answer)).toContain(id);
  });

  it('is told that its secret is wrong', async () => {
    const wrong = new AffiliateClient({ app_key: '500000', app_secret: 'another', session: '' });
    const answer = await wrong.productDetails({ product_ids: IDS.join(','), tracking_id: 'blog' });
    expect(answer).toMatchObject({ ok: false, error_response: { code: 'IncompleteSignature' } });
  });
});

describe('aliexpress-api', () => {
  const service = new AliexpressApiService('500000', 'sandbox-secret', 'waybill', 'video');

  it('gets links', async () => {
    const answer = await service.getAffiliateLinks(PAGES);
    expect(answer).toMatchObject({
      aliexpress_affiliate_link_generate_response: {
        resp_result: {
          resp_code: 200,
          result: {
            tracking_id: 'video',
            promotion_links: { promotion_link: [{ promotion_link: LINK }, { promotion_link: LINK }] },
          },
        },
      },
    });
  });

  it('gets product details', async () => {
    const answer = await service.getProductsDetails(IDS);
    expect(answer).toMatchObject({
      aliexpress_affiliate_productdetail_get_response: {
        resp_result: { resp_code: 200, result: { current_record_count: 2, products: { product: [{}, {}] } } },
      },
    });
  });
});
