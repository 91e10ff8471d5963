import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatId, type Output } from '../../../lib/contract/presets.ts';
import type { PostFacts } from '../../../lib/links/facts.ts';
import { writePost } from '../../../lib/links/post.ts';
import { type TemplateNotice, templateNotices } from '../../../lib/links/template-notices.ts';
import { parseTemplate } from '../../../lib/links/templates.ts';
import { placeholders } from '../../../lib/links/wording.ts';
import titles from '../../fixtures/titles/hostile.json' with { type: 'json' };
import { readBbcode } from './readers/bbcode.ts';
import { readCsvRecord } from './readers/csv.ts';
import { readDiscord } from './readers/discord.ts';
import { readCommonmark, readExtendedMarkdown, readHtml, readTelegramHtml } from './readers/html.ts';
import { readShort, readWhatsapp, readYoutube } from './readers/messengers.ts';
import { readTelegramMarkdown } from './readers/telegram-markdown.ts';
import type { Piece } from './readers/tree.ts';
import { everything, LINK, linkOnly, usEnglish } from './sample.ts';
import { expectSameShape, expectSurvives } from './survival.ts';

function fill(text: string, channel: FormatId, facts: PostFacts = everything): string {
  const output: Output = { kind: 'template', channel, text };
  const written = writePost(output, facts, usEnglish);
  if (!written.ok) {
    throw new Error(written.problems.map(({ message }) => message).join(' '));
  }
  return written.post.text;
}

function problems(text: string, channel: FormatId = 'whatsapp'): string[] {
  const parsed = parseTemplate(text, channel);
  return parsed.ok
    ? []
    : parsed.problems.map(({ line, column, message, hint }) => `${line}:${column} ${message} ${hint}`);
}

function notices(text: string): TemplateNotice[] {
  const parsed = parseTemplate(text, 'whatsapp');
  if (!parsed.ok) {
    throw new Error('not a template');
  }
  return templateNotices(parsed.template);
}

describe('a template', () => {
  test('fills every placeholder in', () => {
    const text = placeholders.map((name) => `${name}={${name}}`).join('\n');
    expect(fill(text, 'address').split('\n')).toEqual([
      'title=USB-C cable, 100 W',
      'price=$15.68',
      'was=$33.81',
      'discount=-54%',
      'rating=93.9%',
      'orders=10,235',
      'image=https://ae01.alicdn.com/kf/S1.jpg',
      `link=${LINK}`,
      'trackingId=blog-2026',
      'disclosure=Ad: I earn a commission if you buy through this link.',
      'coupon=SAVE5',
      'erid=2VtzqxKp',
      'date=Nov 22, 2026',
    ]);
  });

  test('shows a part only if its value is known', () => {
    const text = '{price}{?was} instead of {was}{/was}{!coupon}, no code{/coupon}';
    expect(fill(text, 'address')).toBe('$15.68 instead of $33.81');
    expect(fill(text, 'address', { ...linkOnly, price: everything.price })).toBe('$15.68, no code');
  });

  test('nests parts', () => {
    const text = '{?price}{price}{?was} (was {was}){/was}{/price}{link}';
    expect(fill(text, 'address')).toBe(`$15.68 (was $33.81)${LINK}`);
    expect(fill(text, 'address', linkOnly)).toBe(LINK);
  });

  test('leaves out the lines whose values are all unknown, and keeps the blank lines of its author', () => {
    expect(
      fill(
        '{disclosure}\n\n{title}\n{price} {discount}\n{?coupon}Code: {coupon}{/coupon}\n{link}',
        'address',
        linkOnly,
      ),
    ).toBe(`${linkOnly.disclosure.sentence}\n\n${LINK}`);
  });

  test('writes braces that are doubled', () => {
    expect(fill('{{title}} {{{coupon}}}', 'address')).toBe('{title} {SAVE5}');
  });

  test('reads Windows line ends as line ends', () => {
    expect(fill('{title}\r\n{link}', 'address')).toBe(`USB-C cable, 100 W\n${LINK}`);
  });

  test('leaves the markup of its author as it is', () => {
    expect(fill('<h2 class="x">{title}</h2> & <hr>', 'html')).toBe('<h2 class="x">USB-C cable, 100 W</h2> & <hr>');
    expect(fill('*{price}* _now_ \\!', 'telegram-markdown')).toBe('*$15\\.68* _now_ \\!');
  });

  test('escapes the same link by where it stands', () => {
    expect(fill('[{coupon}]({link})', 'markdown')).toBe(`[SAVE5](${LINK})`);
    expect(fill('Buy: {link}', 'markdown')).toBe(`Buy: <${LINK}>`);
    expect(fill('<a href="{link}">x</a> <{link}>', 'markdown')).toBe(`<a href="${LINK}">x</a> <${LINK}>`);
    expect(fill('[x]({link})', 'telegram-markdown')).toBe(`[x](${LINK})`);
    expect(fill('{link}', 'telegram-markdown')).toBe('https://s\\.click\\.aliexpress\\.com/e/\\_DkXyZ\\_ab');
  });

  test('guards what starts a list or a heading only at the start of a line', () => {
    const facts = { ...everything, title: '- one' };
    expect(fill('{title}', 'markdown', facts)).toBe('\\- one');
    expect(fill('{price} {title}', 'markdown', facts)).toBe('$15.68 - one');
    expect(fill('{was}{title}', 'markdown', { ...facts, was: undefined })).toBe('\\- one');
  });

  test('is not run as code, nor filled in twice', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: such a title is the point
    const title = '{link} ${alert(1)} {?was}{{x}}';
    expect(fill('{title}', 'address', { ...everything, title })).toBe(title);
  });

  test('never breaks, whatever is written', () => {
    const piece = fc.constantFrom(
      ...placeholders.flatMap((name) => [`{${name}}`, `{?${name}}`, `{/${name}}`]),
      '{',
      '}',
      '\n',
      '<a "',
      'x',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.constantFrom(...FormatId.options), (pieces, channel) => {
        const text = pieces.join('');
        const parsed = parseTemplate(text, channel);
        if (parsed.ok) {
          expect(fill(text || ' ', channel)).not.toMatch(/undefined|\[object/);
        } else {
          const lines = text.split('\n');
          for (const { line, column } of parsed.problems) {
            expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length);
          }
        }
      }),
    );
  });
});

describe('a wrong template', () => {
  test.each([
    ['{titel}', '1:1 There is no placeholder {titel}. Did you mean {title}?'],
    ['a\n\u{1f525} {Price}', '2:3 There is no placeholder {Price}. Did you mean {price}?'],
    ['{}', '1:1 {} has no name. Use one of {title} {price}'],
    ['{commission}', '1:1 There is no placeholder {commission}.'],
    [
      '{price',
      '1:1 "{" opens a placeholder that does not end on its line. Close it with "}", or write "{{" for a brace.',
    ],
    ['a } b', '1:3 "}" closes nothing. Write "}}" for a brace.'],
    ['x {?was}was', '1:3 {?was} is not closed. Write {/was} behind the part that depends on it.'],
    ['{/was}', '1:1 {/was} closes nothing here. Write {?was} where the part begins.'],
    ['{?was}{?price}{/was}{/price}', '1:15 {/was} closes nothing here. Close {/price} first.'],
  ])('is told where and what to do: %j', (text, expected) => {
    expect(problems(text)[0]).toContain(expected);
  });

  test('is told all its problems in order', () => {
    expect(problems('{?was}\n{x}\n}').map((problem) => problem.slice(0, 3))).toEqual(['1:1', '2:1', '3:1']);
  });

  test('gives the problems instead of a post', () => {
    const written = writePost({ kind: 'template', channel: 'html', text: '{nope}' }, everything, usEnglish);
    expect(written).toMatchObject({ ok: false, problems: [{ line: 1, column: 1 }] });
  });
});

describe('an HTML template', () => {
  test.each([
    ['<a href={link}>', '{link} stands inside a tag, where it is not safe. Put quotes around it: "{link}".'],
    ['<{title}>', '{title} stands inside a tag'],
    ['</{title}>', '{title} stands inside a tag'],
    ['<a {title}>', '{title} stands inside a tag'],
    ['<a onclick="buy(\'{title}\')">', '{title} is not safe in onclick="".'],
    ['<p style="color:{title}">', '{title} is not safe in style="".'],
    ['<iframe srcdoc="{title}">', '{title} is not safe in srcdoc="".'],
    ['<a href="{title}">', '{title} is not an address. Start href="" with {link} or {image}.'],
    ['<a href=" {title}">', '{title} is not an address.'],
    ['<!-- {title} -->', '{title} stands inside a comment'],
    ['<script>var x = "{title}"</script>', '{title} stands inside <script>'],
    ['<style>{{}} {title}</style>', '{title} stands inside <style>'],
    ['<a {?was}title="{/was}x">', 'The part that depends on {was} opens or closes a tag or quote only half.'],
  ])('is refused where escaping does not help: %s', (text, expected) => {
    expect(problems(text, 'html')[0]).toContain(expected);
    expect(problems(text, 'whatsapp')).toEqual([]);
  });

  test.each([
    '<a href="{link}" rel="sponsored nofollow" title=\'{title}\'>{title}</a>',
    '<img src="{image}" alt="{title}, now {price}"><br/>{price} < {was} > 0',
    '<!-- a "comment" -->{title}<script>let a = "<b>";</script>{price}',
    '<input disabled value="a>b {title}">{title}',
    '<a href="https://my.example/?go={link}">{?title}<b>{title}</b>{/title}</a>',
  ])('is taken where it does: %s', (text) => {
    expect(problems(text, 'html')).toEqual([]);
  });
});

describe('the notices of a template', () => {
  test.each<[string, TemplateNotice[]]>([
    ['{disclosure} {link}', []],
    ['{link} {disclosure}', []],
    ['{?disclosure}{disclosure}\n{/disclosure}{link}', []],
    ['{title} {link}', ['no_disclosure']],
    ['{?was}{disclosure}{/was}{link}', ['no_disclosure']],
    ['{link}\n{title}\n{disclosure}', ['disclosure_behind_link']],
    ['{disclosure} {?title}{link}{/title}', ['no_link']],
    ['{disclosure} {?title}{link}{/title}{!title}{link}{/title}', []],
    ['{title}', ['no_link', 'no_disclosure']],
    ['{disclosure}', ['no_link']],
  ])('%j: %j', (text, expected) => {
    expect(notices(text)).toEqual(expected);
  });
});

const shapes: readonly (readonly [string, FormatId, (text: string) => Piece[]])[] = [
  ['<p title="{title}">x</p>', 'html', readHtml],
  ["<p title='{title}'>x</p>", 'html', readHtml],
  ['<p>{title}</p>\n{price}', 'html', readHtml],
  ['{title}\n\n{price}', 'markdown', readCommonmark],
  ['{title}\n\n{price}', 'markdown', readExtendedMarkdown],
  ['text before\n{title}\ntext behind', 'markdown', readExtendedMarkdown],
  ['[x]{title}[y](https://a.example)', 'markdown', readCommonmark],
  ['# {title} #', 'markdown', readCommonmark],
  ['- {title}', 'markdown', readCommonmark],
  ['{price}: **{title}**', 'markdown', readCommonmark],
  ['{title}\n{price}', 'bbcode', readBbcode],
  ['[b]{title}[/b] {price}', 'bbcode', readBbcode],
  ['{title}\n<b>{price}</b>', 'telegram-html', readTelegramHtml],
  ['{title} __{price}__', 'telegram-markdown', readTelegramMarkdown],
  ['{price}\n{title}\n{price}', 'discord', readDiscord],
  ['~~{price}~~ _{title}_', 'discord', readDiscord],
  ['{title}\n{price}', 'whatsapp', readWhatsapp],
  ['{price} {title} {price}', 'youtube', readYoutube],
  ['{title} {price}', 'short', readShort],
  ['{title},{price}', 'csv', readCsvRecord],
];

test.each(shapes)('in %j for %s every hostile title survives and adds nothing', (text, channel, read) => {
  const harmless = read(fill(text, channel, { ...everything, title: 'TITLE' }));
  for (const title of titles) {
    const got = read(fill(text, channel, { ...everything, title }));
    if (text.includes('title=')) {
      expect(got).toHaveLength(1);
      expect(got[0]).toMatchObject({ mark: 'p', inside: ['x'] });
      expectSurvives(attribute(got[0]), title);
    } else {
      expectSurvives(expectSameShape(harmless, got), title);
    }
  }
});

function attribute(piece: Piece | undefined): string {
  return typeof piece === 'object' && piece.value?.startsWith('title=') ? piece.value.slice(6) : '';
}
