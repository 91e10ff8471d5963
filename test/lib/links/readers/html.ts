import MarkdownIt from 'markdown-it';
import { linked } from './telegram-markdown.ts';
import { joined, type Piece } from './tree.ts';

/** HTML by the document's own parser; the value of an element is its attributes. */
export function readHtml(html: string): Piece[] {
  return children(
    new DOMParser().parseFromString(`<!doctype html><html><body>${html}</body></html>`, 'text/html').body,
  );
}

function children(parent: Element): Piece[] {
  return joined(Array.from(parent.childNodes, (node) => pieceOf(node)));
}

function pieceOf(node: Node): Piece {
  if (node.nodeType === Node.TEXT_NODE) {
    return node.textContent ?? '';
  }
  if (!(node instanceof Element)) {
    return { mark: node.nodeName, value: node.textContent ?? '', inside: [] };
  }
  const attributes = Array.from(node.attributes, ({ name, value }) => `${name}=${value}`).sort();
  return { mark: node.localName, value: attributes.join(' '), inside: children(node) };
}

const telegramTags = /^(?:a|b|s|code)$/;

/** The Bot API's HTML style: a few tags, four named character references, and links that clients make themselves. */
export function readTelegramHtml(html: string): Piece[] {
  const reference = /&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-f]+);)/i.exec(html);
  if (reference) {
    throw new Error(`a character reference that Telegram does not know at ${reference.index}`);
  }
  const pieces = readHtml(html);
  refuseTags(pieces);
  return linked(pieces);
}

function refuseTags(pieces: readonly Piece[]): void {
  for (const piece of pieces) {
    if (typeof piece !== 'string') {
      if (!telegramTags.test(piece.mark)) {
        throw new Error(`unsupported start tag "${piece.mark}"`);
      }
      refuseTags(piece.inside);
    }
  }
}

const commonmark = new MarkdownIt('commonmark');
const extended = new MarkdownIt({ html: true, linkify: true });

/** CommonMark to the letter. */
export function readCommonmark(markdown: string): Piece[] {
  return readHtml(commonmark.render(markdown));
}

/** With raw HTML, tables, strikethrough and automatic links, as many blogs run it. */
export function readExtendedMarkdown(markdown: string): Piece[] {
  return readHtml(extended.render(markdown));
}
