import type { SyntaxFault, TemplateNode } from './template-syntax.ts';

/** Where in HTML a piece of a template stands. */
interface Place {
  mode: 'text' | 'tag' | 'attribute' | 'comment' | 'raw';
  /** Lower case; the tag that is open, or whose raw text this is. */
  tag: string;
  /** Lower case; the attribute whose value has begun. */
  attribute: string;
  quote: string;
  /** Nothing of the attribute's value has been written yet. */
  atStart: boolean;
}

const RAW_TAGS = /^(?:script|style|textarea|title|iframe|noscript|xmp)$/;

/** A value in these would be run or would restyle the page, however it is escaped. */
const ACTIVE_ATTRIBUTES = /^(?:on|style$|srcdoc$)/;

const ADDRESS_ATTRIBUTES = /^(?:href|src|srcset|action|formaction|data|poster|cite|background|xlink:href)$/;

/**
 * The values of an HTML template that stand where escaping cannot make them safe: in a tag outside quotes, in a script,
 * a style or a comment, or at the start of an address. Only text and quoted attributes are left.
 */
export function unsafePlaces(nodes: readonly TemplateNode[]): SyntaxFault[] {
  const faults: SyntaxFault[] = [];
  const place: Place = { mode: 'text', tag: '', attribute: '', quote: '', atStart: false };
  visit(nodes, place, faults);
  return faults;
}

function visit(nodes: readonly TemplateNode[], place: Place, faults: SyntaxFault[]): void {
  for (const node of nodes) {
    if (node.kind === 'text') {
      advance(place, node.text);
    } else if (node.kind === 'value') {
      const fault = faultOf(node.name, place);
      if (fault) {
        faults.push({ at: node.at, ...fault });
      }
      place.atStart = false;
    } else {
      const before = { ...place };
      visit(node.nodes, place, faults);
      if (before.mode !== place.mode || before.quote !== place.quote) {
        faults.push({
          at: node.at,
          message: `The part that depends on {${node.name}} opens or closes a tag or quote only half.`,
          hint: 'Put whole tags, or text only, into the part.',
        });
      }
      Object.assign(place, before, { atStart: before.atStart });
    }
  }
}

function faultOf(name: string, place: Place): Omit<SyntaxFault, 'at'> | null {
  if (place.mode === 'text') {
    return null;
  }
  if (place.mode !== 'attribute') {
    const where = place.mode === 'tag' ? 'a tag' : place.mode === 'comment' ? 'a comment' : `<${place.tag}>`;
    const hint = place.mode === 'tag' ? `Put quotes around it: "{${name}}".` : 'Move it into the text.';
    return { message: `{${name}} stands inside ${where}, where it is not safe.`, hint };
  }
  if (ACTIVE_ATTRIBUTES.test(place.attribute)) {
    return { message: `{${name}} is not safe in ${place.attribute}="".`, hint: 'Move it into the text.' };
  }
  if (ADDRESS_ATTRIBUTES.test(place.attribute) && place.atStart && name !== 'link' && name !== 'image') {
    return { message: `{${name}} is not an address.`, hint: `Start ${place.attribute}="" with {link} or {image}.` };
  }
  return null;
}

/** Moves the place along a literal text. */
function advance(place: Place, text: string): void {
  let rest = text;
  while (rest !== '') {
    rest = rest.slice(step(place, rest));
  }
}

/** One step along `rest`: how many characters it took, at least one. */
function step(place: Place, rest: string): number {
  switch (place.mode) {
    case 'text':
      return stepText(place, rest);
    case 'tag':
      return stepTag(place, rest);
    case 'attribute':
      return stepAttribute(place, rest);
    case 'comment':
      return stepUntil(place, rest, '-->');
    case 'raw':
      return stepUntil(place, rest, `</${place.tag}`);
  }
}

/** A `<` at the end of a text counts as a tag: the value behind it would name one. */
function stepText(place: Place, rest: string): number {
  if (rest.startsWith('<!--')) {
    place.mode = 'comment';
    return 4;
  }
  const tag = /^<((?:[a-z]|[/!?]|$)[^\s/>]*)/i.exec(rest);
  if (tag?.[1] === undefined) {
    return 1;
  }
  place.mode = 'tag';
  place.tag = tag[1].toLowerCase();
  place.attribute = '';
  return tag[0].length;
}

function stepTag(place: Place, rest: string): number {
  if (rest.startsWith('>')) {
    place.mode = RAW_TAGS.test(place.tag) ? 'raw' : 'text';
    return 1;
  }
  const attribute = /^([^\s"'>/=]+)\s*=\s*(["'])/.exec(rest);
  if (attribute?.[1] !== undefined && attribute[2] !== undefined) {
    place.mode = 'attribute';
    place.attribute = attribute[1].toLowerCase();
    place.quote = attribute[2];
    place.atStart = true;
    return attribute[0].length;
  }
  return /^[^\s"'>/=]+/.exec(rest)?.[0].length ?? 1;
}

function stepAttribute(place: Place, rest: string): number {
  if (rest.startsWith(place.quote)) {
    place.mode = 'tag';
    place.quote = '';
    return 1;
  }
  place.atStart = place.atStart && /^\s/.test(rest);
  return 1;
}

function stepUntil(place: Place, rest: string, end: string): number {
  const at = rest.toLowerCase().indexOf(end);
  if (at === -1) {
    return rest.length;
  }
  place.mode = place.mode === 'raw' ? 'tag' : 'text';
  place.tag = '';
  return at + end.length;
}
