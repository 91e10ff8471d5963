import type { MadeLink } from '../contract/links.ts';
import type { Money, Product } from '../contract/products.ts';
import type { Disclosure } from './disclosure.ts';

/**
 * What a post may say. Only the link, the tracking id, the disclosure and the date are always known. The commission is
 * not here: it is the publisher's own business and is never published.
 */
export interface PostFacts {
  /** The tracked link. */
  link: string;
  trackingId: string;
  disclosure: Disclosure;
  /** ISO 8601: when the facts were read. */
  date: string;
  title?: string | undefined;
  price?: Money | undefined;
  was?: Money | undefined;
  /** 54 is 54 % off. */
  discountPercent?: number | undefined;
  /** Share of good ratings, 0 to 100. */
  ratingPercent?: number | undefined;
  orders?: number | undefined;
  imageUrl?: string | undefined;
  coupon?: string | undefined;
  /** The ad-marking token that Russian law asks for. */
  erid?: string | undefined;
}

/** What the publisher adds by hand. */
export interface OwnWords {
  disclosure: Disclosure;
  coupon?: string | undefined;
  erid?: string | undefined;
}

/** The facts of a made link; `product` is null where nothing is known but the link. */
export function factsOf(
  made: Pick<MadeLink, 'url' | 'trackingId' | 'createdAt'>,
  product: Product | null,
  own: OwnWords,
): PostFacts {
  const always = { ...own, link: made.url, trackingId: made.trackingId };
  if (product === null) {
    return { ...always, date: made.createdAt };
  }
  return {
    ...always,
    date: product.fetchedAt,
    title: product.title,
    price: product.salePrice,
    was: product.originalPrice,
    discountPercent: product.discountPercent,
    ratingPercent: product.ratingPercent ?? undefined,
    orders: product.ordersLast30Days ?? undefined,
    imageUrl: product.imageUrl,
  };
}
