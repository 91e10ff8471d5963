import type { FormatId } from '../contract/presets.ts';
import { channels } from './formats/channels.ts';
import { opensBlock } from './formats/line-start.ts';
import { unsafePlaces } from './html-place.ts';
import { readSyntax, type SyntaxFault, type TemplateNode } from './template-syntax.ts';
import type { Placeholder, Wording } from './wording.ts';

/*
 * Own templates. The whole language:
 *
 *   {price}             the value, escaped for the channel; nothing if it is not known
 *   {?was}...{/was}     the part is there if the former price is known
 *   {!coupon}...{/coupon}   the part is there if there is no coupon
 *   {{ and }}           a brace
 *
 * A line that holds nothing but placeholders which all came out empty is left out. Everything else is the author's own
 * markup and stays as it is.
 */

/** A template that can be rendered. */
export interface Template {
  channel: FormatId;
  nodes: readonly TemplateNode[];
}

/** What is wrong with a template, and where. Lines and columns count from 1, columns in characters. */
export interface TemplateProblem {
  line: number;
  column: number;
  message: string;
  hint: string;
}

export type ParsedTemplate = { ok: true; template: Template } | { ok: false; problems: TemplateProblem[] };

const htmlChannels: readonly FormatId[] = ['html', 'telegram-html'];

/** Reads a template for a channel. All its problems are told, in the order of the text. */
export function parseTemplate(text: string, channel: FormatId): ParsedTemplate {
  const source = text.replace(/\r\n?/g, '\n');
  const { nodes, faults } = readSyntax(source);
  if (faults.length === 0 && htmlChannels.includes(channel)) {
    faults.push(...unsafePlaces(nodes));
  }
  return faults.length === 0
    ? { ok: true, template: { channel, nodes } }
    : { ok: false, problems: faults.map((fault) => located(source, fault)) };
}

function located(text: string, { at, message, hint }: SyntaxFault): TemplateProblem {
  const lines = text.slice(0, at).split('\n');
  return { line: lines.length, column: Array.from(lines.at(-1) ?? '').length + 1, message, hint };
}

/** Fills a template in. The values' own characters never act as markup of the channel. */
export function renderTemplate({ channel, nodes }: Template, wording: Wording): string {
  const page = new Page();
  fill(nodes, page, channel, wording);
  return page.text();
}

function fill(nodes: readonly TemplateNode[], page: Page, channel: FormatId, wording: Wording): void {
  for (const node of nodes) {
    if (node.kind === 'text') {
      page.literal(node.text);
    } else if (node.kind === 'value') {
      page.value(escaped(node.name, page.before(node.before), channel, wording));
    } else if ((wording.values[node.name] === '') === node.missing) {
      fill(node.nodes, page, channel, wording);
    } else {
      page.value('');
    }
  }
}

function escaped(name: Placeholder, before: string, channel: FormatId, wording: Wording): string {
  const value = wording.values[name];
  if (value === '') {
    return '';
  }
  return name === 'link' || name === 'image'
    ? channels[channel].address(value, before)
    : channels[channel].text(value, before);
}

/** Lines in the making: those that only held empty values are dropped. */
class Page {
  readonly #lines: string[] = [];
  #line = '';
  #heldValue = false;

  /**
   * What stands before a value: the whole line where a block may still begin, else the author's text directly before
   * it. Earlier values do not count, so that none can pretend to be markup.
   */
  before(text: string): string {
    const line = this.#line.trim() === '' ? '' : this.#line;
    return opensBlock(line) ? line : text.slice(text.lastIndexOf('\n') + 1) || ' ';
  }

  literal(text: string): void {
    const [first = '', ...rest] = text.split('\n');
    this.#line += first;
    for (const line of rest) {
      this.#end();
      this.#line = line;
    }
  }

  value(text: string): void {
    this.#line += text;
    this.#heldValue = true;
  }

  text(): string {
    this.#end();
    return this.#lines.join('\n').trim();
  }

  #end(): void {
    if (!(this.#heldValue && this.#line.trim() === '')) {
      this.#lines.push(this.#line);
    }
    this.#line = '';
    this.#heldValue = false;
  }
}
