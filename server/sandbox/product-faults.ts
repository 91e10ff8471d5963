import type { Answer } from './envelope.ts';
import type { ProductChange } from './faults.ts';
import { isObject, WireCount, WireList } from './wire.ts';

const NOT_ASKED = 1005009999999999n;

/** Spoils an answer with a list of products; any other answer stays as it is. */
export function changeProducts(answer: Answer, change: ProductChange): Answer {
  if (answer.kind !== 'result' || answer.result === undefined) return answer;
  const list = answer.result.products;
  if (!(list instanceof WireList)) return answer;
  const entries = changed(list.items, change);
  return {
    ...answer,
    result: {
      ...answer.result,
      current_record_count: new WireCount(entries.length),
      products: new WireList(list.itemName, entries),
    },
  };
}

function changed(entries: WireList['items'], change: ProductChange): WireList['items'] {
  const [first, ...others] = entries;
  if (first === undefined || !isObject(first)) return entries;
  switch (change) {
    case 'missing':
      return others;
    case 'without-title':
      return [Object.fromEntries(Object.entries(first).filter(([name]) => name !== 'product_title')), ...others];
    case 'extra':
      return [{ ...first, product_id: NOT_ASKED }, ...entries];
    case 'reversed':
      return entries.toReversed();
  }
}
