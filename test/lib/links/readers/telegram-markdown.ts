import { autolinks } from './autolinks.ts';
import { joined, type Piece, readBy } from './tree.ts';

/*
 * MarkdownV2 by the Telegram Bot API, section "MarkdownV2 style": any character of code 1 to 126 may be escaped; in the
 * address of a link only `)` and `\` end or escape; a reserved character anywhere else refuses the whole message.
 */

const spans: readonly (readonly [string, string])[] = [
  ['||', 'spoiler'],
  ['__', 'underline'],
  ['*', 'bold'],
  ['_', 'italic'],
  ['~', 'strike'],
];

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads up to an end mark, or to the end of the message. */
  until(end: string): Piece[] {
    const pieces: Piece[] = [];
    while (this.#at < this.#text.length) {
      if (end !== '' && this.#takes(end)) {
        return joined(pieces);
      }
      pieces.push(this.#next());
    }
    if (end !== '') {
      throw new Error(`can't find end of the entity "${end}"`);
    }
    return joined(pieces);
  }

  #next(): Piece {
    if (this.#takes('\\')) {
      return this.#character();
    }
    if (this.#takes('`')) {
      return { mark: 'code', inside: [this.#raw('`')] };
    }
    if (this.#takes('[')) {
      return this.#link();
    }
    const span = spans.find(([sign]) => this.#takes(sign));
    if (span) {
      return { mark: span[1], inside: this.until(span[0]) };
    }
    if (/[\](>#+\-=|{}.!)]/.test(this.#text.charAt(this.#at))) {
      throw new Error(`character "${this.#text.charAt(this.#at)}" is reserved and must be escaped`);
    }
    return this.#character();
  }

  #link(): Piece {
    const inside = this.until(']');
    if (!this.#takes('(')) {
      throw new Error('a link without an address');
    }
    return { mark: 'link', value: this.#raw(')'), inside };
  }

  #raw(end: string): string {
    let raw = '';
    while (!this.#takes(end)) {
      if (this.#at >= this.#text.length) {
        throw new Error(`can't find "${end}"`);
      }
      this.#takes('\\');
      raw += this.#character();
    }
    return raw;
  }

  #character(): string {
    this.#at += 1;
    return this.#text.charAt(this.#at - 1);
  }

  #takes(sign: string): boolean {
    if (!this.#text.startsWith(sign, this.#at)) {
      return false;
    }
    this.#at += sign.length;
    return true;
  }
}

export function readTelegramMarkdown(text: string): Piece[] {
  return linked(new Reader(text).until(''));
}

/** Clients link what is left as plain text by themselves. */
export function linked(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap((piece) =>
    typeof piece === 'string' ? readBy(autolinks, piece) : [{ ...piece, inside: linked(piece.inside) }],
  );
}
