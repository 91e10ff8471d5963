import * as z from 'zod';
import { succeeded, withRespCode } from './envelope.ts';
import { defineMethod } from './method.ts';
import type { Order } from './order-book.ts';
import { ORDER_STATUSES, orderBook } from './order-book.ts';
import { orderFields } from './order-fields.ts';
import { idList, paging } from './parameters.ts';
import type { GatewayState } from './state.ts';
import { WireCount, WireList } from './wire.ts';

const wallClock = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
  .refine((text) => !Number.isNaN(Date.parse(`${text.replace(' ', 'T')}Z`)));

const TIMES = {
  'Payment Completed Time': 'paidTime',
  'Buyer Confirmed Receipt Time': 'finishedTime',
  'Completed Settlement Time': 'settledTime',
} as const satisfies Record<string, keyof Order>;

const selection = {
  start_time: wallClock,
  end_time: wallClock,
  status: z.enum(ORDER_STATUSES),
  time_type: z.enum(Object.keys(TIMES) as (keyof typeof TIMES)[]).default('Payment Completed Time'),
  page_size: paging.page_size,
  locale_site: z.string().optional(),
  fields: z.string().optional(),
};

type Selection = z.infer<z.ZodObject<typeof selection>>;

function select(params: Selection, state: GatewayState): Order[] {
  return orderBook(state.now()).filter((order) => {
    const time = order[TIMES[params.time_type]];
    const isWithin = time !== undefined && params.start_time <= time && time <= params.end_time;
    return isWithin && order.status === params.status;
  });
}

function orderList(orders: readonly Order[], state: GatewayState): WireList {
  const trackingIds = [...state.trackingIds];
  return new WireList(
    'order',
    orders.map((order) => orderFields(order, trackingIds)),
  );
}

/** `aliexpress.affiliate.order.list` (docId 1914), by pages. */
export const orderListGet = defineMethod({
  package: 'standard',
  params: z.object({ ...selection, page_no: paging.page_no }),
  answer: (params, state) => {
    const found = select(params, state);
    const first = (params.page_no - 1) * params.page_size;
    const page = found.slice(first, first + params.page_size);
    if (page.length === 0) return withRespCode(405);
    return succeeded({
      current_page_no: new WireCount(params.page_no),
      total_page_no: new WireCount(Math.ceil(found.length / params.page_size)),
      current_record_count: new WireCount(page.length),
      total_record_count: new WireCount(found.length),
      orders: orderList(page, state),
    });
  },
});

/**
 * `aliexpress.affiliate.order.listbyindex` (docId 1909), by index: the latest orders first, then those below
 * `start_query_index_id`. The documents do not say in which direction the index runs nor whether the start is included;
 * here a page goes on from the `min_query_index_id` of the page before, which is not repeated.
 */
export const orderListByIndex = defineMethod({
  package: 'standard',
  params: z.object({ ...selection, start_query_index_id: z.string().regex(/^\d+$/).transform(Number).optional() }),
  answer: (params, state) => {
    const start = params.start_query_index_id ?? Number.POSITIVE_INFINITY;
    const page = select(params, state)
      .filter((order) => order.index < start)
      .slice(0, params.page_size);
    if (page.length === 0) return withRespCode(405);
    return succeeded({
      min_query_index_id: `${page.at(-1)?.index ?? ''}`,
      max_query_index_id: `${page[0]?.index ?? ''}`,
      current_record_count: new WireCount(page.length),
      orders: orderList(page, state),
    });
  },
});

/** Orders of one call (docId 1913). */
const MAX_ORDER_IDS = 50;

/** `aliexpress.affiliate.order.get` (docId 1913), by order id or sub-order id. */
export const orderGet = defineMethod({
  package: 'standard',
  params: z.object({ order_ids: idList(MAX_ORDER_IDS), fields: z.string().optional() }),
  answer: ({ order_ids }, state) => {
    const found = orderBook(state.now()).filter(({ orderId, subOrderId }) =>
      [`${orderId}`, `${subOrderId}`].some((id) => order_ids.includes(id)),
    );
    if (found.length === 0) return withRespCode(405);
    return succeeded({ current_record_count: new WireCount(found.length), orders: orderList(found, state) });
  },
});
