import { expect } from 'vitest';
import type { Piece } from './readers/tree.ts';

/**
 * Compares what a channel reads in a post with what it reads in the same post under the title `TITLE`: the same marks,
 * links and texts in the same order, only the title differs. Answers with the title that it shows.
 */
export function expectSameShape(harmless: readonly Piece[], read: readonly Piece[]): string {
  const shown: string[] = [];
  compare(harmless, read, shown);
  expect(shown).toHaveLength(1);
  return shown[0] ?? '';
}

function compare(harmless: readonly Piece[], read: readonly Piece[], shown: string[]): void {
  expect(read.map(shapeOf)).toEqual(harmless.map(shapeOf));
  harmless.forEach((expected, index) => {
    const got = read[index];
    if (typeof expected === 'string' && typeof got === 'string') {
      compareText(expected, got, shown);
    } else if (typeof expected === 'object' && typeof got === 'object') {
      compare(expected.inside, got.inside, shown);
    }
  });
}

function compareText(expected: string, got: string, shown: string[]): void {
  const [before = '', after] = expected.split('TITLE');
  if (after === undefined) {
    expect(got).toBe(expected);
    return;
  }
  expect(got.startsWith(before) && got.endsWith(after), `${got} does not fit ${expected}`).toBe(true);
  shown.push(got.slice(before.length, got.length - after.length));
}

function shapeOf(piece: Piece): unknown {
  return typeof piece === 'string' ? 'text' : { mark: piece.mark, value: piece.value };
}

/** What the eye sees: no formatting, control or filler characters, one space for any white space, likeness as equality. */
function seen(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Cf}/gu, '')
    .replace(/[\s\u0085\u2800\u3164]+/gu, ' ')
    .replace(/\p{Cc}/gu, '')
    .replace(/[\u2217\uff3f\u223c\u02cb\u2010\u2039\u203a]/g, (alike) => likeness[alike] ?? alike)
    .trim();
}

const likeness: Readonly<Record<string, string>> = {
  '\u2217': '*',
  '\uff3f': '_',
  '\u223c': '~',
  '\u02cb': '`',
  '\u2010': '-',
  '\u2039': '<',
  '\u203a': '>',
};

/** The title is shown whole; a very long one may be cut at the end, with an ellipsis, but not to nothing. */
export function expectSurvives(shown: string, title: string): void {
  const wanted = seen(title);
  const got = seen(shown.replace(/^'(?=[=+\-@|%\uff1d\uff0b\uff0d\uff20])/, ''));
  if (wanted.length > 120 && got.endsWith('\u2026')) {
    expect(got.length).toBeGreaterThan(20);
    expect(wanted.startsWith(got.slice(0, -1).trimEnd())).toBe(true);
  } else {
    expect(got).toBe(wanted);
  }
}
