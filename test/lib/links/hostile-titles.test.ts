import { describe, expect, test } from 'vitest';
import type { FormatId } from '../../../lib/contract/presets.ts';
import { writePost } from '../../../lib/links/post.ts';
import titles from '../../fixtures/titles/hostile.json' with { type: 'json' };
import { readBbcode } from './readers/bbcode.ts';
import { readCsvRecord } from './readers/csv.ts';
import { readDiscord } from './readers/discord.ts';
import { readCommonmark, readExtendedMarkdown, readHtml, readTelegramHtml } from './readers/html.ts';
import { readShort, readWhatsapp, readYoutube } from './readers/messengers.ts';
import { readTelegramMarkdown } from './readers/telegram-markdown.ts';
import type { Piece } from './readers/tree.ts';
import { everything, usEnglish } from './sample.ts';
import { expectSameShape, expectSurvives } from './survival.ts';

const readers: readonly (readonly [name: string, format: FormatId, read: (text: string) => Piece[]])[] = [
  ['HTML', 'html', readHtml],
  ['CommonMark', 'markdown', readCommonmark],
  ['Markdown with raw HTML and automatic links', 'markdown', readExtendedMarkdown],
  ['BBCode', 'bbcode', readBbcode],
  ['Telegram HTML', 'telegram-html', readTelegramHtml],
  ['Telegram MarkdownV2', 'telegram-markdown', readTelegramMarkdown],
  ['Discord', 'discord', readDiscord],
  ['WhatsApp', 'whatsapp', readWhatsapp],
  ['X', 'short', readShort],
  ['YouTube', 'youtube', readYoutube],
  ['CSV', 'csv', readCsvRecord],
];

function write(format: FormatId, title: string): string {
  const written = writePost({ kind: 'format', format }, { ...everything, title }, usEnglish);
  return written.ok ? written.post.text : '';
}

test('there are at least 200 different hostile titles', () => {
  expect(new Set(titles).size).toBeGreaterThanOrEqual(200);
});

describe.each(readers)('a title in %s', (_name, format, read) => {
  const harmless = read(write(format, 'TITLE'));

  test.each(titles)('survives and adds nothing: %j', (title) => {
    const shown = expectSameShape(harmless, read(write(format, title)));
    expectSurvives(shown, title);
  });
});

test('the plain address holds nothing of the title', () => {
  for (const title of titles) {
    expect(write('address', title)).toBe(write('address', 'TITLE'));
  }
});
