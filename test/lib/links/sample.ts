import type { PostFacts } from '../../../lib/links/facts.ts';

export const LINK = 'https://s.click.aliexpress.com/e/_DkXyZ_ab';

export const linkOnly: PostFacts = {
  link: LINK,
  trackingId: 'blog-2026',
  disclosure: { label: 'Ad', sentence: 'Ad: I earn a commission if you buy through this link.' },
  date: '2026-11-22T10:00:00.000Z',
};

export const everything: PostFacts = {
  ...linkOnly,
  title: 'USB-C cable, 100 W',
  price: { amount: '15.68', currency: 'USD' },
  was: { amount: '33.81', currency: 'USD' },
  discountPercent: 54,
  ratingPercent: 93.9,
  orders: 10235,
  imageUrl: 'https://ae01.alicdn.com/kf/S1.jpg',
  coupon: 'SAVE5',
  erid: '2VtzqxKp',
};

export const usEnglish = { locale: 'en-US', timeZone: 'UTC' };
