import type { Failure } from '../contract/failure.ts';
import type { MadeLink } from '../contract/links.ts';
import { withoutFactsNote, wordsFor } from '../failure-words.ts';
import type { Said } from '../page/copy-in-page-slot.ts';

/** What a press has made: how many links, under which ids, what was left out, and why a text names no product. */
export type Made = { links: MadeLink[]; presetName: string; leftOut: Failure[]; withoutFacts?: Failure | undefined };

export const working: Said = { tone: 'working', title: 'Making the link…', notes: [] };

/** Said before the first of two presses, so that nobody's mark is replaced without the person knowing (rule CW-3). */
export function askingWords(count: number): Said {
  return {
    tone: 'asking',
    title: count === 1 ? 'This address is another publisher’s link.' : 'Among these are links of another publisher.',
    notes: ['Do the same again to make your own.'],
  };
}

export function madeWords({ links, presetName, leftOut, withoutFacts }: Made): Said {
  const ids = [...new Set(links.map(({ trackingId }) => trackingId))].join(', ');
  const what = links.length === 1 ? 'Copied' : `Copied ${links.length} links`;
  const [first] = leftOut;
  return {
    tone: 'good',
    title: `${what} · id ${ids}`,
    notes: [
      presetName,
      ...(links.some(({ sandbox }) => sandbox) ? ['Sandbox: earns nothing'] : []),
      ...(withoutFacts ? [withoutFactsNote(withoutFacts)] : []),
      ...(first ? [`${leftOut.length} left out: ${first.message}`] : []),
    ],
  };
}

export function failureWords(failure: Failure): Said {
  const { message, hint } = wordsFor(failure);
  return { tone: 'bad', title: message, notes: hint === undefined ? [] : [hint] };
}
