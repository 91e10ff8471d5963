import * as z from 'zod/mini';
import type { Money } from '../../lib/contract/products.ts';
import { moneyFromMinor, percentOf } from './money.ts';
import { pacificTime } from './pacific-time.ts';
import { MaybeCount, MaybeText, Text } from './reply.ts';

/**
 * One line of an order report (docIds 1909, 1913, 1914). Ids are numbers that may exceed 2^53, amounts are in the
 * smallest unit of `settled_currency` (1113 is 11.13), times are Pacific.
 */
export const OrderEntry = z.object({
  sub_order_id: MaybeText,
  parent_order_number: MaybeText,
  order_number: MaybeText,
  order_id: MaybeText,
  product_id: MaybeText,
  product_title: MaybeText,
  product_count: MaybeCount,
  category_id: MaybeText,
  order_status: Text,
  effect_detail_status: MaybeText,
  order_type: MaybeText,
  tracking_id: MaybeText,
  settled_currency: MaybeText,
  ship_to_country: MaybeText,
  paid_amount: MaybeText,
  finished_amount: MaybeText,
  estimated_paid_commission: MaybeText,
  estimated_finished_commission: MaybeText,
  new_buyer_bonus_commission: MaybeText,
  commission_rate: MaybeText,
  incentive_commission_rate: MaybeText,
  created_time: MaybeText,
  paid_time: MaybeText,
  finished_time: MaybeText,
  completed_settlement_time: MaybeText,
  is_hot_product: MaybeText,
  is_new_buyer: MaybeText,
  customer_parameters: MaybeText,
  custom_parameters: MaybeText,
});

export type Order = {
  /** The line: one product of one order. */
  subOrderId: string;
  orderId: string | undefined;
  status: string;
  productId: string | undefined;
  productTitle: string | undefined;
  productCount: number | undefined;
  trackingId: string | undefined;
  shipTo: string | undefined;
  paid: Money | undefined;
  finished: Money | undefined;
  /** What AliExpress expects to pay, before and after the buyer has the goods. */
  estimatedCommission: Money | undefined;
  finishedCommission: Money | undefined;
  newBuyerBonus: Money | undefined;
  ratePercent: number | null;
  incentiveRatePercent: number | null;
  isHotProduct: boolean;
  isNewBuyer: boolean;
  /** Milliseconds since 1970. */
  createdAt: number | undefined;
  paidAt: number | undefined;
  finishedAt: number | undefined;
  settledAt: number | undefined;
  /** The publisher's own marks, as they were put on the link. */
  subIds: Record<string, string>;
};

/** A line of a report in the project's own terms. */
export function orderOf(entry: z.infer<typeof OrderEntry>): Order {
  const amount = (units: string | undefined) => moneyFromMinor(units, entry.settled_currency);
  const orderId = entry.parent_order_number ?? entry.order_number ?? entry.order_id;
  return {
    subOrderId: entry.sub_order_id ?? orderId ?? '',
    orderId,
    status: entry.order_status,
    productId: entry.product_id,
    productTitle: entry.product_title,
    productCount: entry.product_count ?? undefined,
    trackingId: entry.tracking_id,
    shipTo: entry.ship_to_country,
    paid: amount(entry.paid_amount),
    finished: amount(entry.finished_amount),
    estimatedCommission: amount(entry.estimated_paid_commission),
    finishedCommission: amount(entry.estimated_finished_commission),
    newBuyerBonus: amount(entry.new_buyer_bonus_commission),
    ratePercent: percentOf(entry.commission_rate),
    incentiveRatePercent: percentOf(entry.incentive_commission_rate),
    isHotProduct: entry.is_hot_product === 'Y',
    isNewBuyer: entry.is_new_buyer === 'Y',
    createdAt: pacificTime(entry.created_time),
    paidAt: pacificTime(entry.paid_time),
    finishedAt: pacificTime(entry.finished_time),
    settledAt: pacificTime(entry.completed_settlement_time),
    subIds: subIdsOf(entry.custom_parameters ?? entry.customer_parameters),
  };
}

const SubIds = z.record(z.string(), Text);

/** The marks come as JSON inside a string; anything else is none. */
function subIdsOf(text: string | undefined): Record<string, string> {
  try {
    const read = SubIds.safeParse(JSON.parse(text ?? '{}'));
    return read.success ? read.data : {};
  } catch {
    return {};
  }
}
