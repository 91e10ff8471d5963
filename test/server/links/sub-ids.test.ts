import { expect, it } from 'vitest';
import { withSubIds } from '../../../server/links/sub-ids.ts';

it.each([
  [{}, 'https://s.click.aliexpress.com/e/_abc'],
  [{ cn: 'mail', dp: 'top-1' }, 'https://s.click.aliexpress.com/e/_abc?cn=mail&dp=top-1'],
  [{ dp: 'c', cv: 'b', cn: 'a' }, 'https://s.click.aliexpress.com/e/_abc?cn=a&cv=b&dp=c'],
])('marks a link with %o', (subIds, link) => {
  expect(withSubIds('https://s.click.aliexpress.com/e/_abc', subIds)).toBe(link);
});

it('replaces a mark that is there and keeps other parameters', () => {
  expect(withSubIds('https://s.click.aliexpress.com/s/x?k=1&cn=old', { cn: 'new' })).toBe(
    'https://s.click.aliexpress.com/s/x?k=1&cn=new',
  );
});
