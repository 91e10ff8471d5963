import { draw } from './draw.ts';
import type { Order } from './order-book.ts';
import { imageUrl, percent } from './product-fields.ts';
import type { WireObject } from './wire.ts';

const COUNTRIES = ['US', 'ES', 'FR', 'BR', 'DE', 'IL', 'PL'] as const;

/** The fields of one order. Money is in minor units of `settled_currency`, rates are percent strings. */
export function orderFields(order: Order, trackingIds: readonly string[]): WireObject {
  const { product } = order;
  const pick = (what: string, below: number) => draw(`${order.orderId}/${what}`, below);
  return {
    order_id: order.orderId,
    order_number: order.orderId,
    parent_order_number: order.orderId,
    sub_order_id: order.subOrderId,
    product_id: BigInt(product.productId),
    product_title: product.title,
    product_detail_url: `https://www.aliexpress.com/item/${product.productId}.html`,
    product_main_image_url: imageUrl(product, 0),
    product_count: order.quantity,
    category_id: product.category.id,
    order_status: order.status,
    effect_detail_status: order.status,
    order_type: 'global',
    order_platform: 'affiliate_platform',
    tracking_id: trackingIds[pick('tracking id', trackingIds.length)] ?? '',
    settled_currency: 'USD',
    ship_to_country: COUNTRIES[pick('country', COUNTRIES.length)] ?? 'US',
    ...amountFields(order, pick('new buyer', 6) === 0),
    is_hot_product: product.hotCommission > 0 ? 'Y' : 'N',
    is_affiliate_product: 'Y',
    created_time: order.paidTime,
    paid_time: order.paidTime,
    ...(order.finishedTime === undefined ? {} : { finished_time: order.finishedTime }),
    ...(order.settledTime === undefined ? {} : { completed_settlement_time: order.settledTime }),
    customer_parameters: JSON.stringify({ cn: `campaign${pick('cn', 3)}`, dp: `click${order.index}` }),
  };
}

const NEW_BUYER_BONUS = 50;

function amountFields({ product, quantity, finishedTime }: Order, isNewBuyer: boolean): WireObject {
  const rate = product.hotCommission || product.commission;
  const paid = product.saleCents * quantity;
  const commission = Math.round((paid * rate) / 1000);
  const isFinished = finishedTime !== undefined;
  return {
    paid_amount: paid,
    finished_amount: isFinished ? paid : 0,
    commission_rate: percent(rate),
    estimated_paid_commission: commission,
    estimated_finished_commission: isFinished ? commission : 0,
    is_new_buyer: isNewBuyer ? 'Y' : 'N',
    new_buyer_bonus_commission: isNewBuyer ? NEW_BUYER_BONUS : 0,
    incentive_commission_rate: '0.00%',
    estimated_incentive_paid_commission: 0,
    estimated_incentive_finished_commission: 0,
  };
}
