import { type Placeholder, placeholders } from './wording.ts';

/** A piece of a template. `before` is the text directly before a value. */
export type TemplateNode =
  | { kind: 'text'; text: string; at: number }
  | { kind: 'value'; name: Placeholder; before: string; at: number }
  /** Shown if the value is known, or with `missing` if it is not. */
  | { kind: 'when'; name: Placeholder; missing: boolean; nodes: TemplateNode[]; at: number };

/** `at` is the index in the template's text. */
export interface SyntaxFault {
  at: number;
  message: string;
  hint: string;
}

interface OpenCondition {
  name: Placeholder;
  missing: boolean;
  at: number;
  nodes: TemplateNode[];
}

const TOKEN = /\{\{|\}\}|\{[^{}\n]*\}|[{}]/g;

/** Splits a template into its pieces. Where there are faults the pieces are of no use. */
export function readSyntax(template: string): { nodes: TemplateNode[]; faults: SyntaxFault[] } {
  const reader = new SyntaxReader();
  let end = 0;
  for (const match of template.matchAll(TOKEN)) {
    reader.literal(template.slice(end, match.index), end);
    reader.token(match[0], match.index);
    end = match.index + match[0].length;
  }
  reader.literal(template.slice(end), end);
  return reader.finish();
}

/** Takes a template token by token. */
class SyntaxReader {
  readonly #faults: SyntaxFault[] = [];
  readonly #root: TemplateNode[] = [];
  readonly #open: OpenCondition[] = [];

  literal(text: string, at: number): void {
    const nodes = this.#nodes();
    const last = nodes.at(-1);
    if (last?.kind === 'text') {
      last.text += text;
    } else if (text !== '') {
      nodes.push({ kind: 'text', text, at });
    }
  }

  token(token: string, at: number): void {
    if (token === '{{' || token === '}}') {
      this.literal(token.charAt(0), at);
    } else if (token.length === 1) {
      this.#faults.push({ at, ...loneBrace(token) });
    } else {
      this.#placeholder(token.slice(1, -1).trim(), at);
    }
  }

  finish(): { nodes: TemplateNode[]; faults: SyntaxFault[] } {
    for (const { name, missing, at } of this.#open) {
      this.#faults.push({
        at,
        message: `{${missing ? '!' : '?'}${name}} is not closed.`,
        hint: `Write {/${name}} behind the part that depends on it.`,
      });
    }
    return { nodes: this.#root, faults: this.#faults.sort((a, b) => a.at - b.at) };
  }

  #nodes(): TemplateNode[] {
    return this.#open.at(-1)?.nodes ?? this.#root;
  }

  #placeholder(inside: string, at: number): void {
    const sign = /^[?!/]/.exec(inside)?.[0] ?? '';
    const written = inside.slice(sign.length).trim();
    const name = placeholders.find((known) => known === written);
    if (name === undefined) {
      this.#faults.push({ at, ...unknownName(written) });
    } else if (sign === '/') {
      this.#close(name, at);
    } else if (sign === '') {
      const last = this.#nodes().at(-1);
      this.#nodes().push({ kind: 'value', name, before: last?.kind === 'text' ? last.text : '', at });
    } else {
      this.#open.push({ name, missing: sign === '!', at, nodes: [] });
    }
  }

  #close(name: Placeholder, at: number): void {
    const condition = this.#open.at(-1);
    if (condition?.name !== name) {
      const hint = condition ? `Close {/${condition.name}} first.` : `Write {?${name}} where the part begins.`;
      this.#faults.push({ at, message: `{/${name}} closes nothing here.`, hint });
      this.#forget(name);
      return;
    }
    this.#open.pop();
    this.#nodes().push({ kind: 'when', ...condition });
  }

  /** After a fault: takes the condition as closed with all inside it, so that one mistake is told once. */
  #forget(name: Placeholder): void {
    const index = this.#open.findLastIndex((condition) => condition.name === name);
    if (index !== -1) {
      this.#open.length = index;
    }
  }
}

function loneBrace(brace: string): Omit<SyntaxFault, 'at'> {
  return brace === '{'
    ? {
        message: '"{" opens a placeholder that does not end on its line.',
        hint: 'Close it with "}", or write "{{" for a brace.',
      }
    : { message: '"}" closes nothing.', hint: 'Write "}}" for a brace.' };
}

function unknownName(written: string): Omit<SyntaxFault, 'at'> {
  const lower = written.toLowerCase();
  const meant = placeholders.find((known) => lower !== '' && known.toLowerCase().startsWith(lower.slice(0, 3)));
  const all = placeholders.map((known) => `{${known}}`).join(' ');
  return {
    message: written === '' ? '{} has no name.' : `There is no placeholder {${written}}.`,
    hint: meant === undefined ? `Use one of ${all}, or "{{" for a brace.` : `Did you mean {${meant}}?`,
  };
}
