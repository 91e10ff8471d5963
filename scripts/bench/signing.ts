import { createHmac } from 'node:crypto';
import { signRequest } from '../../server/aliexpress/request.ts';
import type { Params } from '../../server/aliexpress/sign.ts';
import { baseString, sign } from '../../server/aliexpress/sign.ts';
import { item } from './backends.ts';
import { median } from './median.ts';

const SIGNATURES = 1_000;
const ROUNDS = 201;
const SECRET = 'bench-secret';

const COMMON = { app_key: '500000', sign_method: 'sha256', timestamp: '1795350348292', tracking_id: 'blog' };

/** The two large requests, of 1.2 kB each: one of few parameters, and one of twenty. */
const REQUESTS = {
  links: {
    ...COMMON,
    method: 'aliexpress.affiliate.link.generate',
    promotion_link_type: 0,
    source_values: Array.from({ length: 20 }, (_, n) => item(n)).join(','),
  },
  search: {
    ...COMMON,
    method: 'aliexpress.affiliate.product.query',
    app_signature: 'waybill',
    category_ids: '44,5090301,200003482',
    delivery_days: 7,
    fields: Array.from({ length: 36 }, (_, n) => `promotion_field_name_${n}`).join(','),
    keywords: 'wireless earphones with noise cancelling',
    max_sale_price: 20_000,
    min_sale_price: 100,
    page_no: 1,
    page_size: 50,
    platform_product_type: 'ALL',
    ship_to_country: 'DE',
    simplify: true,
    sort: 'SALE_PRICE_ASC',
    target_currency: 'EUR',
    target_language: 'DE',
  },
} satisfies Record<string, Params>;

export type SigningCost = Record<'hmac' | 'sign' | 'request', number> & {
  /** The rate of signing in shares of the rate of the bare HMAC. */
  share: number;
};

/** CPU of a signature, of the bare HMAC over the same text and of the whole request, in microseconds (medians). */
export function signingCost(kind: keyof typeof REQUESTS): SigningCost {
  const params = REQUESTS[kind];
  const unsigned = { algorithm: 'iop-business', params } as const;
  const text = baseString(unsigned);
  const account = { origin: 'https://gateway', appKey: COMMON.app_key, appSecret: SECRET };
  const rounds = Array.from({ length: ROUNDS }, () => ({
    hmac: cost(() => createHmac('sha256', SECRET).update(text).digest('hex')),
    sign: cost(() => sign(unsigned, SECRET)),
    request: cost(() => signRequest(account, params.method, params, Number(COMMON.timestamp))),
  }));
  return {
    hmac: median(rounds.map((round) => round.hmac)),
    sign: median(rounds.map((round) => round.sign)),
    request: median(rounds.map((round) => round.request)),
    share: median(rounds.map((round) => round.hmac / round.sign)),
  };
}

function cost(work: () => unknown): number {
  const before = process.cpuUsage();
  for (let n = 0; n < SIGNATURES; n += 1) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / SIGNATURES;
}
