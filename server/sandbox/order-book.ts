import type { Product } from './catalogue.ts';
import { productOf, SHELF_IDS } from './catalogue.ts';
import { draw } from './draw.ts';

/** The four that the documents name. */
export const ORDER_STATUSES = [
  'Payment Completed',
  'Buyer Confirmed Receipt',
  'Completed Settlement',
  'Invalid',
] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** A made-up order of one product. Times are Pacific wall clock, `2026-05-01 00:00:00`, as the documents say. */
export interface Order {
  /** Grows with the time of payment. */
  readonly index: number;
  readonly orderId: bigint;
  readonly subOrderId: bigint;
  readonly product: Product;
  readonly quantity: number;
  readonly status: OrderStatus;
  readonly paidTime: string;
  readonly finishedTime: string | undefined;
  readonly settledTime: string | undefined;
}

const DAY_MS = 86_400_000;

/** Days from payment to receipt and to settlement; an order that fails is invalid from the same day as receipt. */
const RECEIPT_DAYS = 15;
const SETTLEMENT_DAYS = 45;

/** How far back the book goes. */
const KEPT_DAYS = 200;

const MOST_ORDERS_A_DAY = 3;

/** Beyond 2^53: ids that a careless JSON reader rounds. */
const FIRST_ORDER_ID = 9_100_000_000_000_000n;

/** Every order up to now, the latest first: none to three a day, the same whenever it is asked. */
export function orderBook(now: number): Order[] {
  const clock = Date.parse(`${pacificTime(now).replace(' ', 'T')}Z`);
  const today = Math.floor(clock / DAY_MS);
  return Array.from({ length: KEPT_DAYS }, (_, age) => today - age)
    .flatMap((day) => ordersOf(day, clock))
    .filter((order) => order.paidTime <= wallClock(clock))
    .sort((left, right) => right.index - left.index);
}

/** `2026-05-01 00:00:00` in Pacific time. */
export function pacificTime(now: number): string {
  return new Date(now).toLocaleString('sv-SE', { timeZone: 'America/Los_Angeles' });
}

function ordersOf(day: number, clock: number): Order[] {
  const count = draw(`orders/${day}`, MOST_ORDERS_A_DAY + 1);
  return Array.from({ length: count }, (_, number) => orderOf(day, number, clock));
}

function orderOf(day: number, number: number, clock: number): Order {
  const name = `order/${day}/${number}`;
  // Each order of a day has its own eight hours, so that the index grows with the time.
  const paid = day * DAY_MS + (number * DAY_MS) / MOST_ORDERS_A_DAY + draw(`${name}/second`, 28_800) * 1000;
  const index = day * 10 + number;
  const orderId = FIRST_ORDER_ID + BigInt(index);
  const isFinal = (days: number) => clock >= paid + days * DAY_MS;
  const isInvalid = draw(`${name}/invalid`, 9) === 0 && isFinal(RECEIPT_DAYS);
  const productId = SHELF_IDS[draw(`${name}/product`, SHELF_IDS.length)] ?? '';
  return {
    index,
    orderId,
    subOrderId: orderId * 10n + 1n,
    product: productOf(productId, paid),
    quantity: 1 + draw(`${name}/quantity`, 3),
    status: isInvalid ? 'Invalid' : statusAt(isFinal(RECEIPT_DAYS), isFinal(SETTLEMENT_DAYS)),
    paidTime: wallClock(paid),
    finishedTime: isFinal(RECEIPT_DAYS) && !isInvalid ? wallClock(paid + RECEIPT_DAYS * DAY_MS) : undefined,
    settledTime: isFinal(SETTLEMENT_DAYS) && !isInvalid ? wallClock(paid + SETTLEMENT_DAYS * DAY_MS) : undefined,
  };
}

function statusAt(isReceived: boolean, isSettled: boolean): OrderStatus {
  if (isSettled) return 'Completed Settlement';
  return isReceived ? 'Buyer Confirmed Receipt' : 'Payment Completed';
}

function wallClock(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}
