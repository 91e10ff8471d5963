import { expect, test } from 'vitest';
import { aroundLinks, LINK_TO_COME } from '../../../entrypoints/popup/link-to-come.ts';
import { FormatId } from '../../../lib/contract/presets.ts';
import { writePost } from '../../../lib/links/post.ts';
import { everything, linkOnly } from '../../lib/links/sample.ts';

const tables = FormatId.options.flatMap((format) => [
  [format, 'with all facts', everything] as const,
  [format, 'with the link alone', linkOnly] as const,
]);

test.each(tables)('the stand-in is found in the format %s %s, however it is escaped', (format, _, facts) => {
  const written = writePost({ kind: 'format', format }, { ...facts, link: LINK_TO_COME }, { locale: 'en' });
  const parts = written.ok ? aroundLinks(written.post.text) : [];
  expect(parts.length).toBeGreaterThan(1);
  expect(parts.join('')).not.toMatch(/xxxxxxxx|s\\?\.click/);
});
