import { describe, expect, test } from 'vitest';
import { FormatId } from '../../../lib/contract/presets.ts';
import { writePost } from '../../../lib/links/post.ts';
import { starters } from '../../../lib/links/starters.ts';
import { templateNotices } from '../../../lib/links/template-notices.ts';
import { parseTemplate } from '../../../lib/links/templates.ts';
import { everything, linkOnly, usEnglish } from './sample.ts';

describe.each(FormatId.options)('the template to start with for %s', (channel) => {
  const text = starters[channel];

  test('is sound, links, and says before that the link pays', () => {
    const parsed = parseTemplate(text, channel);
    expect(parsed.ok && templateNotices(parsed.template)).toEqual([]);
    expect(text.indexOf('{disclosure}')).toBeLessThan(text.indexOf('{link}'));
    expect(text).not.toMatch(/aliexpress|bonus|cashback|reward|gift/i);
  });
});

const cards = FormatId.options.filter((format) => !['address', 'short', 'csv'].includes(format));

test.each(cards)('the template to start with for %s writes what the shipped format writes', (channel) => {
  for (const facts of [everything, linkOnly, { ...everything, was: undefined, coupon: undefined, erid: undefined }]) {
    const shipped = writePost({ kind: 'format', format: channel }, facts, usEnglish);
    const text = starters[channel];
    expect(writePost({ kind: 'template', channel, text }, facts, usEnglish)).toEqual(shipped);
  }
});
