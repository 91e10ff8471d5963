import type { Output } from '../contract/presets.ts';
import type { TemplateNode } from './template-syntax.ts';
import { parseTemplate } from './templates.ts';
import { visible } from './visible.ts';

/** In UTF-16 units: more than any code of a shop has, and little enough for a short post. */
export const MAX_COUPON = 40;

/** In characters: more than any token of an ad register has. */
export const MAX_ERID = 100;

/** What a publisher adds to one post by hand. */
export type OwnWord = 'coupon' | 'erid';

export const NO_WORDS: Readonly<Record<OwnWord, string>> = { coupon: '', erid: '' };

/** A word as it goes into the text; empty, with a reason, if it cannot. */
export type ReadWord = { value: string; problem?: string };

/** Which of a publisher's own words a preset's text has a place for. */
export function placesIn(output: Output): Record<OwnWord, boolean> {
  if (output.kind === 'format') {
    const isPost = output.format !== 'address';
    return { coupon: isPost, erid: isPost };
  }
  const parsed = parseTemplate(output.text, output.channel);
  const nodes = parsed.ok ? parsed.template.nodes : [];
  return { coupon: names(nodes, 'coupon'), erid: names(nodes, 'erid') };
}

function names(nodes: readonly TemplateNode[], word: OwnWord): boolean {
  return nodes.some(
    (node) => node.kind !== 'text' && (node.name === word || (node.kind === 'when' && names(node.nodes, word))),
  );
}

/** A coupon as it was typed or pasted: any text on one line. */
export function readCoupon(typed: string): ReadWord {
  const value = visible(typed);
  return value.length <= MAX_COUPON
    ? { value }
    : { value: '', problem: `A coupon has at most ${MAX_COUPON} characters. This one is left out of the text.` };
}

/** An ad-marking token, alone or as registers hand it out: `erid: 2Vtz`, `...?erid=2Vtz`. */
export function readErid(typed: string): ReadWord {
  const text = visible(typed);
  const value = /(?:^|[?&\s])erid\s*[:=]\s*([\w-]+)$/i.exec(text)?.[1] ?? text;
  return value.length <= MAX_ERID && /^[\w-]*$/.test(value)
    ? { value }
    : {
        value: '',
        problem: `An erid has letters, digits, "-" and "_", at most ${MAX_ERID}. This one is left out of the text.`,
      };
}
