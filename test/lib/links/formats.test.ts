import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatId, type Output } from '../../../lib/contract/presets.ts';
import type { PostFacts } from '../../../lib/links/facts.ts';
import type { Post } from '../../../lib/links/formats/channel.ts';
import { csvHeader } from '../../../lib/links/formats/csv.ts';
import { weightedLength } from '../../../lib/links/formats/short.ts';
import { writePost } from '../../../lib/links/post.ts';
import { readCsvRecord } from './readers/csv.ts';
import { everything, LINK, linkOnly, usEnglish } from './sample.ts';

function write(format: FormatId, facts: PostFacts, locale = usEnglish): Post {
  const output: Output = { kind: 'format', format };
  const written = writePost(output, facts, locale);
  if (!written.ok) {
    throw new Error('a shipped format has no problems');
  }
  return written.post;
}

describe('a post with everything known', () => {
  test.each<[FormatId, string]>([
    ['address', LINK],
    [
      'markdown',
      [
        'Ad: I earn a commission if you buy through this link. erid: 2VtzqxKp  ',
        `[USB-C cable, 100 W](${LINK})  `,
        '**$15.68** ~~$33.81~~ -54%  ',
        '\u2605 93.9% \u00b7 10,235 sold  ',
        'Code: `SAVE5`',
      ].join('\n'),
    ],
    [
      'html',
      [
        '<p>Ad: I earn a commission if you buy through this link. erid: 2VtzqxKp<br>',
        `<a href="${LINK}" rel="sponsored nofollow">USB-C cable, 100 W</a><br>`,
        '<strong>$15.68</strong> <s>$33.81</s> -54%<br>',
        '\u2605 93.9% \u00b7 10,235 sold<br>',
        'Code: <code>SAVE5</code></p>',
      ].join('\n'),
    ],
    [
      'bbcode',
      [
        'Ad: I earn a commission if you buy through this link. erid: 2VtzqxKp',
        `[url=${LINK}]USB-C cable, 100 W[/url]`,
        '[b]$15.68[/b] [s]$33.81[/s] -54%',
        '\u2605 93.9% \u00b7 10,235 sold',
        'Code: [b]SAVE5[/b]',
      ].join('\n'),
    ],
    [
      'telegram-html',
      [
        'Ad: I earn a commission if you buy through this link. erid: 2VtzqxKp',
        `<a href="${LINK}">USB-C cable, 100 W</a>`,
        '<b>$15.68</b> <s>$33.81</s> -54%',
        '\u2605 93.9% \u00b7 10,235 sold',
        'Code: <code>SAVE5</code>',
      ].join('\n'),
    ],
    [
      'telegram-markdown',
      [
        'Ad: I earn a commission if you buy through this link\\. erid: 2VtzqxKp',
        `[USB\\-C cable, 100 W](${LINK})`,
        '*$15\\.68* ~$33\\.81~ \\-54%',
        '\u2605 93\\.9% \u00b7 10,235 sold',
        'Code: `SAVE5`',
      ].join('\n'),
    ],
    [
      'discord',
      [
        'Ad: I earn a commission if you buy through this link. erid: 2VtzqxKp',
        '**USB-C cable, 100 W**',
        '**$15.68** ~~$33.81~~ -54%',
        '\u2605 93.9% \u00b7 10,235 sold',
        'Code: `SAVE5`',
        LINK,
      ].join('\n'),
    ],
    [
      'whatsapp',
      [
        'Ad: I earn a commission if you buy through this link. erid: 2VtzqxKp',
        '*USB-C cable, 100 W*',
        '*$15.68* ~$33.81~ -54%',
        '\u2605 93.9% \u00b7 10,235 sold',
        'Code: `SAVE5`',
        LINK,
      ].join('\n'),
    ],
    ['short', `Ad. erid: 2VtzqxKp USB-C cable, 100 W \u2013 $15.68 (was $33.81, -54%) \u00b7 Code: SAVE5\n${LINK}`],
    [
      'youtube',
      [
        'Ad: I earn a commission if you buy through this link. erid: 2VtzqxKp',
        'USB-C cable, 100 W',
        '$15.68 (was $33.81, -54%)',
        '\u2605 93.9% \u00b7 10,235 sold',
        'Code: SAVE5',
        LINK,
      ].join('\n'),
    ],
    [
      'csv',
      `"Ad","${LINK}","USB-C cable, 100 W",15.68,USD,33.81,54,93.9,10235,"https://ae01.alicdn.com/kf/S1.jpg","blog-2026","SAVE5","2VtzqxKp","2026-11-22T10:00:00.000Z"`,
    ],
  ])('reads well as %s', (format, text) => {
    expect(write(format, everything).text).toBe(text);
  });
});

describe('a post of which only the link is known', () => {
  const sentence = 'Ad: I earn a commission if you buy through this link.';

  test.each<[FormatId, string]>([
    ['address', LINK],
    ['markdown', `${sentence}  \n<${LINK}>`],
    ['html', `<p>${sentence}<br>\n<a href="${LINK}" rel="sponsored nofollow">${LINK}</a></p>`],
    ['bbcode', `${sentence}\n[url]${LINK}[/url]`],
    ['telegram-html', `${sentence}\n<a href="${LINK}">${LINK}</a>`],
    [
      'telegram-markdown',
      `Ad: I earn a commission if you buy through this link\\.\n[https://s\\.click\\.aliexpress\\.com/e/\\_DkXyZ\\_ab](${LINK})`,
    ],
    ['discord', `${sentence}\n${LINK}`],
    ['whatsapp', `${sentence}\n${LINK}`],
    ['short', `Ad: ${LINK}`],
    ['youtube', `${sentence}\n${LINK}`],
    ['csv', `"Ad","${LINK}","",,,,,,,"","blog-2026","","","2026-11-22T10:00:00.000Z"`],
  ])('reads well as %s', (format, text) => {
    expect(write(format, linkOnly).text).toBe(text);
  });

  test('is the bare address in a short post once its author has removed the disclosure', () => {
    expect(write('short', { ...linkOnly, disclosure: { label: '', sentence: '' } }).text).toBe(LINK);
  });
});

const optional = ['title', 'price', 'was', 'discountPercent', 'ratingPercent', 'orders', 'coupon', 'erid'] as const;

describe.each(FormatId.options.filter((format) => format !== 'address'))('%s', (format) => {
  test('says that the link pays before the link, whatever else is known', () => {
    fc.assert(
      fc.property(fc.subarray([...optional]), (known) => {
        const facts = { ...linkOnly, ...Object.fromEntries(known.map((name) => [name, everything[name]])) };
        const { text } = write(format, facts);
        const said = text.indexOf('Ad');
        expect(said).toBeGreaterThanOrEqual(0);
        expect(said).toBeLessThan(text.indexOf('https://s'));
      }),
    );
  });

  test('leaves no line empty and no mark without content, whatever is known', () => {
    fc.assert(
      fc.property(fc.subarray([...optional]), (known) => {
        const facts = { ...linkOnly, ...Object.fromEntries(known.map((name) => [name, everything[name]])) };
        const { text } = write(format, facts);
        expect(text).not.toMatch(/^\s*$/m);
        expect(text).not.toMatch(/undefined|null|NaN|\(\)|\[\]|\*{4}|~{4}|<(\w+)><\/\1>| {3}/);
      }),
    );
  });
});

describe('HTML', () => {
  test('marks the link as sponsored and not to be followed', () => {
    const link = new DOMParser().parseFromString(write('html', everything).text, 'text/html').querySelector('a');
    expect(link?.getAttribute('rel')).toBe('sponsored nofollow');
    expect(link?.getAttribute('href')).toBe(LINK);
  });

  test('pastes rich: a blog gets its own source, Telegram its lines', () => {
    const blog = write('html', everything);
    expect(blog.html).toBe(blog.text);
    expect(write('telegram-html', linkOnly).html).toContain('this link.<br>\n<a href=');
    expect(write('markdown', everything).html).toBeUndefined();
  });

  test('never publishes an address that is not http or https', () => {
    const facts = { ...everything, link: 'javascript:alert(1)', imageUrl: 'data:text/html,x' };
    expect(write('html', facts).text).not.toMatch(/javascript|data:/);
  });
});

describe('the short format', () => {
  test.each([
    ['letters of most scripts weigh one', 'abc \u0430\u0431\u0432 \u05d0\u05d1', 10],
    ['Chinese, Japanese and Korean weigh two', '\u4f60\u597d', 4],
    ['an emoji weighs two however long it is', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}', 2],
    ['a flag weighs two', '\u{1f1e9}\u{1f1ea}', 2],
    ['any address weighs 23', `a ${LINK} b`, 27],
    ['composed and decomposed letters weigh the same', 'e\u0301', 1],
  ])('counts as X does: %s', (_name, text, weight) => {
    expect(weightedLength(text)).toBe(weight);
  });

  test('fits 280 with any title, and keeps the link whole', () => {
    const title = fc.string({ unit: 'grapheme', maxLength: 400 });
    fc.assert(
      fc.property(title, fc.constantFrom(everything, linkOnly), (text, facts) => {
        const post = write('short', { ...facts, title: text });
        expect(post.length?.used).toBeLessThanOrEqual(280);
        expect(post.text.endsWith(LINK)).toBe(true);
      }),
    );
  });

  test('cuts the title before it leaves out the price', () => {
    const { text } = write('short', { ...everything, title: 'word '.repeat(90) });
    expect(text).toContain('word\u2026 \u2013 $15.68 (was $33.81, -54%)');
  });

  test('leaves out the former price, then the coupon, where own disclosure words are long', () => {
    const disclosure = { label: 'x'.repeat(100), sentence: '' };
    const facts = { ...everything, disclosure, title: 'word '.repeat(30) };
    expect(write('short', { ...facts, coupon: 'C'.repeat(70) }).text).not.toContain('was');
    expect(write('short', { ...facts, coupon: 'C'.repeat(100) }).text).not.toContain('CCC');
    expect(write('short', { ...facts, coupon: 'C'.repeat(100) }).text).toContain('$15.68');
  });
});

describe('CSV', () => {
  test('has a column for each field, named in the header', () => {
    const header = csvHeader.split(',');
    expect(readCsvRecord(write('csv', everything).text)).toHaveLength(header.length);
    expect(header.indexOf('disclosure')).toBeLessThan(header.indexOf('link'));
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)'])('keeps a spreadsheet from running %s', (title) => {
    expect(readCsvRecord(write('csv', { ...linkOnly, title }).text)[2]).toBe(`'${title}`);
  });
});
