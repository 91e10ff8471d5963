import { fault } from './fault.ts';
import type { Order, Values } from './formula.ts';
import { ordered, spelled } from './formula.ts';
import type { Choice, Suspect } from './suspect.ts';

const right: Choice = { cost: 0, change: {}, faults: [] };

const VALUE_FAULTS: Record<
  Exclude<Values, 'raw'>,
  [id: 'encoded' | 'plus' | 'trimmed', what: string, remedy: string]
> = {
  percent: [
    'encoded',
    'The values were URL-encoded before they were signed.',
    'Sign the raw values; encode them only when they are sent.',
  ],
  form: [
    'encoded',
    'The values were URL-encoded as a form (a space as +) before they were signed.',
    'Sign the raw values; encode them only when they are sent.',
  ],
  plus: [
    'plus',
    'A value with a plus sign was signed, but sent unencoded: the gateway reads a space there.',
    'Send a plus sign as %2B.',
  ],
  trimmed: [
    'trimmed',
    'White space around a value was cut off for signing, but sent.',
    'Sign the very text that is sent.',
  ],
};

export function valueChoices({ params }: Suspect): Choice[] {
  const spellings: Exclude<Values, 'raw'>[] = ['percent', 'form', 'plus', 'trimmed'];
  const seen = new Set([params.map(({ value }) => value).join('\n')]);
  const differing = spellings.filter((values) => {
    const text = params.map((param) => spelled(param, values)).join('\n');
    return !seen.has(text) && seen.add(text);
  });
  return [
    { cost: 0, change: { values: 'raw' }, faults: [] },
    ...differing.map((values) => ({
      cost: 1,
      change: { values },
      faults: [fault(VALUE_FAULTS[values][0], 'sign', VALUE_FAULTS[values][1], VALUE_FAULTS[values][2])],
    })),
  ];
}

const ORDER_WORDS: Record<Exclude<Order, 'bytes'>, string> = {
  sent: 'were signed in the order in which they are sent, unsorted',
  locale: 'were sorted by language rules (localeCompare)',
  numeric: 'were sorted with numbers first (ksort without flags, or integer-like keys of a JavaScript object)',
  folded: 'were sorted without regard to upper and lower case',
  reverse: 'were sorted backwards',
};

export function orderChoices({ params }: Suspect): Choice[] {
  const pairs = params.map(({ name, value }): [string, string] => [name, value]);
  const orders: Exclude<Order, 'bytes'>[] = ['sent', 'locale', 'numeric', 'folded', 'reverse'];
  const seen = new Set([ordered(pairs, 'bytes').join('\n')]);
  const differing = orders.filter((order) => {
    const text = ordered(pairs, order).join('\n');
    return !seen.has(text) && seen.add(text);
  });
  const remedy = 'Sort by name, byte by byte: digits, upper case, underscore, lower case.';
  return [
    { cost: 0, change: { order: 'bytes' }, faults: [] },
    ...differing.map((order) => ({
      cost: 1,
      change: { order },
      faults: [fault('order', 'sign', `The parameters ${ORDER_WORDS[order]}.`, remedy)],
    })),
  ];
}

export function joinChoices(): Choice[] {
  const wrong = (join: 'query' | 'equals', what: string): Choice => ({
    cost: 1,
    change: { join },
    faults: [fault('separators', 'sign', what, 'Put names and values together without anything between them.')],
  });
  return [
    { cost: 0, change: { join: 'none' }, faults: [] },
    wrong('query', 'The text that was signed has = and & in it, like a query.'),
    wrong('equals', 'The text that was signed has = between names and values.'),
  ];
}

export function timestampChoices({ params }: Suspect): Choice[] {
  const sent = params.find(({ name }) => name === 'timestamp')?.value ?? '';
  if (!/^\d{10,13}$/.test(sent)) return [right];
  const other = sent.length >= 13 ? sent.slice(0, -3) : `${sent}000`;
  const what = `Another timestamp was signed (${other}) than the one that is sent (${sent}).`;
  return [
    right,
    {
      cost: 1,
      change: { without: ['timestamp'], extra: [['timestamp', other]] },
      faults: [fault('timestamp-signed', 'sign', what, 'Take the time once, in milliseconds, and use it for both.')],
    },
  ];
}
