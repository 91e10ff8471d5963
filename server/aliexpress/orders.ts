import * as z from 'zod/mini';
import { done, failed } from '../../lib/contract/outcome.ts';
import type { GatewayOutcome } from './errors.ts';
import type { Gateway } from './gateway.ts';
import type { Order } from './order-entry.ts';
import { OrderEntry, orderOf } from './order-entry.ts';
import { pacificText } from './pacific-time.ts';
import { listOf, MaybeCount, MaybeText } from './reply.ts';

/** Orders that one page or one `order.get` takes. */
export const MAX_ORDERS = 50;

/** AliExpress's own names. `Invalid` covers refunds, risk orders, and orders unsettled for more than 180 days. */
export type OrderStatus = 'Payment Completed' | 'Buyer Confirmed Receipt' | 'Completed Settlement' | 'Invalid';

export type OrderPeriod = {
  /** Milliseconds since 1970; sent as Pacific time, which the document asks for (docId 1913). */
  from: number;
  to: number;
  status: OrderStatus;
  /** Which moment `from` and `to` are about. */
  timeType?: 'Payment Completed Time' | 'Buyer Confirmed Receipt Time' | 'Completed Settlement Time' | undefined;
  pageSize?: number | undefined;
};

const OrdersReply = z.object({
  orders: z.optional(z.nullable(listOf('order', OrderEntry))),
  current_page_no: MaybeCount,
  total_page_no: MaybeCount,
  total_record_count: MaybeCount,
  min_query_index_id: MaybeText,
  max_query_index_id: MaybeText,
});

export type OrderPage = { orders: Order[]; page: number; pages: number; total: number };

/** Orders by page number (`aliexpress.affiliate.order.list`, docId 1913). */
export async function listOrders(
  gateway: Gateway,
  { page, ...period }: OrderPeriod & { page: number },
): Promise<GatewayOutcome<OrderPage>> {
  const reply = await gateway.call({
    api: 'aliexpress.affiliate.order.list',
    params: { ...periodParams(period), page_no: page },
    reply: OrdersReply,
    empty: {},
  });
  if (!reply.ok) return reply;
  const orders = (reply.value.orders ?? []).map(orderOf);
  const total = reply.value.total_record_count ?? orders.length;
  const pages = reply.value.total_page_no ?? Math.ceil(total / (period.pageSize ?? MAX_ORDERS));
  return done({ orders, page: reply.value.current_page_no ?? page, pages, total });
}

export type IndexPage = { orders: Order[]; lowest: string | undefined; highest: string | undefined };

/**
 * One page of orders by index (`aliexpress.affiliate.order.listbyindex`, docId 1914). Without `after` AliExpress gives the
 * first page; with it, the page that goes on from there.
 */
export async function listOrdersByIndex(
  gateway: Gateway,
  { after, ...period }: OrderPeriod & { after?: string | undefined },
): Promise<GatewayOutcome<IndexPage>> {
  const reply = await gateway.call({
    api: 'aliexpress.affiliate.order.listbyindex',
    params: { ...periodParams(period), start_query_index_id: after },
    reply: OrdersReply,
    empty: {},
  });
  if (!reply.ok) return reply;
  const { orders, min_query_index_id: lowest, max_query_index_id: highest } = reply.value;
  return done({ orders: (orders ?? []).map(orderOf), lowest, highest });
}

/** More pages than this are not walked: 5,000 orders are the most that a query gives. */
const MOST_PAGES = 100;

/**
 * All orders of a period by index. Whether a page goes on below its lowest index or above its highest is not documented,
 * so both ends are followed as long as they bring orders that were not seen before.
 */
export async function walkOrders(gateway: Gateway, period: OrderPeriod): Promise<GatewayOutcome<Order[]>> {
  const seen = new Map<string, Order>();
  const first = await listOrdersByIndex(gateway, period);
  if (!first.ok) return first;
  keepNew(seen, first.value.orders);
  for (const end of ['lowest', 'highest'] as const) {
    let after = first.value[end];
    for (let page = 1; page < MOST_PAGES && after !== undefined; page++) {
      const next = await listOrdersByIndex(gateway, { ...period, after });
      if (!next.ok) return next;
      after = keepNew(seen, next.value.orders) ? next.value[end] : undefined;
    }
  }
  return done([...seen.values()]);
}

function keepNew(seen: Map<string, Order>, orders: readonly Order[]): boolean {
  const before = seen.size;
  for (const order of orders) seen.set(order.subOrderId, order);
  return seen.size > before;
}

/** Single orders by id (`aliexpress.affiliate.order.get`, docId 1909), up to 50. Unknown ids are simply not in the answer. */
export async function getOrders(gateway: Gateway, ids: readonly string[]): Promise<GatewayOutcome<Order[]>> {
  if (ids.length === 0 || ids.length > MAX_ORDERS) {
    return failed('invalid_request', { message: `One call looks up 1 to ${MAX_ORDERS} orders.` });
  }
  const reply = await gateway.call({
    api: 'aliexpress.affiliate.order.get',
    params: { order_ids: ids.join(',') },
    reply: OrdersReply,
    empty: {},
  });
  return reply.ok ? done((reply.value.orders ?? []).map(orderOf)) : reply;
}

function periodParams({ from, to, status, timeType, pageSize = MAX_ORDERS }: OrderPeriod) {
  return {
    start_time: pacificText(from),
    end_time: pacificText(to),
    status,
    time_type: timeType,
    page_size: pageSize,
  };
}
