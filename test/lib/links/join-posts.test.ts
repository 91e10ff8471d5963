import { expect, it } from 'vitest';
import { csvHeader } from '../../../lib/links/formats/csv.ts';
import { joinPosts } from '../../../lib/links/join-posts.ts';

it('puts plain links on a line each', () => {
  expect(joinPosts({ kind: 'format', format: 'address' }, [{ text: 'a' }, { text: 'b' }])).toEqual({ text: 'a\nb' });
});

it('puts a blank line between posts of more than one line', () => {
  const posts = [{ text: 'a\n1' }, { text: 'b' }];
  expect(joinPosts({ kind: 'format', format: 'youtube' }, posts).text).toBe('a\n1\n\nb');
});

it('gives a table its header, and keeps its rows together', () => {
  const posts = [{ text: '"a\nb",1' }, { text: '"c",2' }];
  expect(joinPosts({ kind: 'format', format: 'csv' }, posts).text).toBe(`${csvHeader}\n"a\nb",1\n"c",2`);
});

it('goes rich only where every post does', () => {
  const rich = { text: 'a', html: '<p>a</p>' };
  expect(joinPosts({ kind: 'format', format: 'html' }, [rich, rich]).html).toBe('<p>a</p>\n<p>a</p>');
  expect(joinPosts({ kind: 'format', format: 'html' }, [rich, { text: 'b' }])).toEqual({ text: 'a\nb' });
});
