/** What a channel makes of a text: plain text, and marked parts with what is inside them. */
export type Piece = string | { mark: string; value?: string; inside: Piece[] };

/** How a mark is recognised: a sticky pattern, and what it reads as. `inner` reads a text by the same rules. */
export interface Rule {
  pattern: RegExp;
  /** A whole line: not looked for inside other marks. */
  block?: true;
  read(match: RegExpExecArray, inner: (text: string) => Piece[]): Piece;
}

/** Reads a text by rules: at each place the first that matches, else one character of text. */
export function readBy(rules: readonly Rule[], text: string): Piece[] {
  const inner = (inside: string) =>
    readBy(
      rules.filter(({ block }) => !block),
      inside,
    );
  const pieces: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    const found = firstMatch(rules, text, at);
    if (found) {
      pieces.push(found.rule.read(found.match, inner));
      at += found.match[0].length;
    } else {
      pieces.push(text.charAt(at));
      at += 1;
    }
  }
  return joined(pieces);
}

function firstMatch(rules: readonly Rule[], text: string, at: number): { rule: Rule; match: RegExpExecArray } | null {
  for (const rule of rules) {
    rule.pattern.lastIndex = at;
    const match = rule.pattern.exec(text);
    if (match && match[0] !== '') {
      return { rule, match };
    }
  }
  return null;
}

/** Neighbouring texts as one. */
export function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') {
      result[result.length - 1] = last + piece;
    } else if (piece !== '') {
      result.push(piece);
    }
  }
  return result;
}

/** A mark around something. */
export function around(mark: string, group = 1): Rule['read'] {
  return (match, inner) => ({ mark, inside: inner(match[group] ?? '') });
}

/** A mark that holds nothing but its own text. */
export function leaf(mark: string, group = 0): Rule['read'] {
  return (match) => ({ mark, value: match[group] ?? '', inside: [] });
}
