import type { Answer } from './envelope.ts';
import type { LinkChange } from './faults.ts';
import type { WireObject } from './wire.ts';
import { isObject, WireCount, WireList } from './wire.ts';

const NOT_ASKED = 'https://www.aliexpress.com/item/1005009999999999.html';

/** Spoils an answer of link.generate; any other answer stays as it is. */
export function changeLinks(answer: Answer, change: LinkChange, sourceValues: string): Answer {
  if (answer.kind !== 'result' || answer.result === undefined) return answer;
  const list = answer.result.promotion_links;
  if (!(list instanceof WireList)) return answer;
  const entries = changed(list.items.filter(isObject), change, sourceValues.split(','));
  return {
    ...answer,
    result: {
      ...answer.result,
      total_result_count: new WireCount(entries.length),
      promotion_links: new WireList(list.itemName, entries),
    },
  };
}

function changed(entries: readonly WireObject[], change: LinkChange, asked: readonly string[]): WireObject[] {
  const [first, ...others] = entries;
  if (first === undefined) return [];
  switch (change) {
    case 'missing':
      return others;
    case 'without-link':
      return [{ source_value: first.source_value ?? '' }, ...others];
    case 'with-message':
      return [{ source_value: first.source_value ?? '', message: 'The product does not support promotion' }, ...others];
    case 'extra':
      return [
        { promotion_link: 'https://s.click.aliexpress.com/e/_sandboxExtra', source_value: NOT_ASKED },
        ...entries,
      ];
    case 'foreign-host':
      return [{ ...first, promotion_link: 'https://s.click.aliexpress.com.example/e/_sandbox' }, ...others];
    case 'request-order':
      return [...entries].sort((left, right) => position(left, asked) - position(right, asked));
    case 'reversed':
      return [...entries].reverse();
  }
}

function position(entry: WireObject, asked: readonly string[]): number {
  return asked.findIndex((value) => value.trim() === entry.source_value);
}
