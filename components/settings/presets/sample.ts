import type { Product } from '../../../lib/contract/products.ts';
import type { PostSource } from '../../../lib/settings/preset-post.ts';

/** How much is known of the sample product, to see what a template makes of gaps. */
export type Known = 'everything' | 'price' | 'link';

type Asked = { trackingId: string; currency: string; erid: boolean };

/** What a preview is written from: a product that does not exist, under a link that leads nowhere. */
export function sampleSource(known: Known, { trackingId, currency, erid }: Asked): PostSource {
  const made = { url: 'https://s.click.aliexpress.com/e/_sample', trackingId, createdAt: '2026-11-22T12:00:00Z' };
  if (known === 'link') return { made, product: null };
  const product = sampleProduct(currency);
  if (known === 'price') return { made, product: { ...product, ...unknown, originalPrice: product.salePrice } };
  return { made, product, coupon: 'LAMP5', ...(erid && { erid: '2VtzqSample' }) };
}

const unknown = { discountPercent: 0, ratingPercent: null, ordersLast30Days: null };

function sampleProduct(currency: string): Product {
  return {
    productId: '1005006338829917',
    title: 'Desk lamp, USB-C, three colours of light & a dimmer',
    url: 'https://www.aliexpress.com/item/1005006338829917.html',
    imageUrl: 'https://ae01.alicdn.com/kf/sample.jpg',
    imageUrls: [],
    salePrice: { amount: '15.68', currency },
    originalPrice: { amount: '33.81', currency },
    discountPercent: 54,
    ratingPercent: 93.9,
    ordersLast30Days: 10235,
    commission: { ratePercent: 7, hotRatePercent: null, estimate: { amount: '1.10', currency } },
    shop: null,
    category: null,
    fetchedAt: '2026-11-22T12:00:00Z',
    sandbox: true,
  };
}
