import { expect, it } from 'vitest';
import { skewOf, skewWords } from '../../../server/aliexpress/clock.ts';

it('is measured from the Date header', () => {
  const now = Date.parse('2026-11-22T10:00:00Z');
  expect(skewOf('Sun, 22 Nov 2026 13:00:00 GMT', now)).toBe(3 * 3_600_000);
  expect(skewOf('not a date', now)).toBeUndefined();
  expect(skewOf(null, now)).toBeUndefined();
});

it.each([
  [0, 'exact to the second'],
  [-1_000, '1 second ahead'],
  [59_400, '59 seconds behind'],
  [3_600_000 + 120_000, '1 hour 2 minutes behind'],
  [-86_400_000 * 3, '3 days ahead'],
  [10_799_400, '3 hours behind'],
])('says %d ms as %s', (skew, words) => expect(skewWords(skew)).toBe(words));
