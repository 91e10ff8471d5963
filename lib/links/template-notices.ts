import type { TemplateNode } from './template-syntax.ts';
import type { Template } from './templates.ts';
import type { Placeholder } from './wording.ts';

/** What a person should know before using a template: it works, but something may be missing. */
export type TemplateNotice = 'no_link' | 'no_disclosure' | 'disclosure_behind_link';

/** What is always known where it is wanted at all, so that a condition on it never hides anything. */
const GIVEN: readonly Placeholder[] = ['link', 'disclosure'];

/**
 * Notices for a template that can be rendered, looked for in every case of known and unknown values. A disclosure has
 * to stand before the link or on its line: there readers see it before they press.
 */
export function templateNotices({ nodes }: Template): TemplateNotice[] {
  const names = [...new Set(conditions(nodes))].filter((name) => !GIVEN.includes(name));
  const found = new Set<TemplateNotice>();
  for (let bits = 0; bits < 2 ** names.length; bits += 1) {
    const known = new Set([...GIVEN, ...names.filter((_, index) => bits & (1 << index))]);
    noticesOf(shown(nodes, known)).forEach((notice) => {
      found.add(notice);
    });
  }
  return [...found];
}

function noticesOf(order: readonly (Placeholder | '\n')[]): TemplateNotice[] {
  const disclosure = order.indexOf('disclosure');
  const link = order.indexOf('link');
  if (link === -1) {
    return disclosure === -1 ? ['no_link', 'no_disclosure'] : ['no_link'];
  }
  if (disclosure === -1) {
    return ['no_disclosure'];
  }
  return order.slice(link, disclosure).includes('\n') ? ['disclosure_behind_link'] : [];
}

function conditions(nodes: readonly TemplateNode[]): Placeholder[] {
  return nodes.flatMap((node) => (node.kind === 'when' ? [node.name, ...conditions(node.nodes)] : []));
}

/** The values that are shown when `known` is known, and the line ends between them, in order. */
function shown(nodes: readonly TemplateNode[], known: ReadonlySet<Placeholder>): (Placeholder | '\n')[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'when') {
      return known.has(node.name) === node.missing ? [] : shown(node.nodes, known);
    }
    return node.kind === 'value' ? [node.name] : node.text.includes('\n') ? ['\n' as const] : [];
  });
}
