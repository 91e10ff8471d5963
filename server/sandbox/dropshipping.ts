import * as z from 'zod';
import type { Product } from './catalogue.ts';
import { productOf } from './catalogue.ts';
import type { Answer } from './envelope.ts';
import { defineMethod } from './method.ts';
import type { Currency } from './money.ts';
import { decimal } from './money.ts';
import { pacificTime } from './order-book.ts';
import { country, currency, language, productId } from './parameters.ts';
import { imageUrl, titleIn } from './product-fields.ts';
import { isInProgramme } from './programme.ts';
import { optionsOf } from './variants.ts';
import type { WireObject } from './wire.ts';
import { WireList } from './wire.ts';

/** `aliexpress.ds.product.get`. Needs an access token; its codes are called rsp_code and rsp_msg. */
export const dsProductGet = defineMethod({
  package: 'dropshipping',
  needsToken: true,
  params: z.object({
    product_id: productId,
    ship_to_country: country,
    target_currency: currency,
    target_language: language,
  }),
  answer: (params, state): Answer => {
    if (!isInProgramme(params.product_id)) {
      return { kind: 'bare', body: { rsp_code: 404, rsp_msg: 'The product does not exist' } };
    }
    const product = productOf(params.product_id, state.now());
    const result = {
      ae_item_base_info_dto: baseInfo(product, params.target_language, state.now()),
      ae_item_sku_info_dtos: new WireList(
        'ae_item_sku_info_d_t_o',
        product.skuIds.map((id, index) => skuInfo(product, id, index, params.target_currency)),
      ),
      ae_multimedia_info_dto: { image_urls: [0, 1, 2].map((index) => imageUrl(product, index)).join(';') },
      package_info_dto: packageInfo(),
      logistics_info_dto: { delivery_time: product.deliveryDays, ship_to_country: params.ship_to_country },
      ae_item_properties: new WireList('ae_item_property', [
        { attr_name_id: 2, attr_name: 'Brand Name', attr_value_id: 0, attr_value: 'Sandbox' },
      ]),
      ae_store_info: storeInfo(product),
      product_id_converter_result: { main_product_id: BigInt(product.productId), sub_product_id: '{}' },
    };
    return { kind: 'bare', body: { result, rsp_code: 200, rsp_msg: 'Call succeeds' } };
  },
});

function baseInfo(product: Product, targetLanguage: string, now: number): WireObject {
  return {
    product_id: BigInt(product.productId),
    category_id: product.category.id,
    subject: titleIn(product, targetLanguage),
    currency_code: product.storeCurrency,
    product_status_type: 'onSelling',
    gmt_modified: pacificTime(now),
    evaluation_count: `${Math.ceil(product.volume / 10)}`,
    avg_evaluation_rating: ((product.rating ?? 0) / 200).toFixed(1),
    detail: '<p>Sandbox product</p>',
    mobile_detail: '{}',
  };
}

function skuInfo(product: Product, id: bigint, index: number, target: Currency): WireObject {
  const { color, size } = optionsOf(index);
  return {
    sku_id: `${id}`,
    id: `14:${index};5:${index}`,
    sku_attr: `14:${index}#${color};5:${index}#${size}`,
    sku_price: decimal(product.originalCents, target),
    offer_sale_price: decimal(product.saleCents, target),
    offer_bulk_sale_price: decimal(product.saleCents, target),
    sku_bulk_order: 2,
    currency_code: target,
    sku_stock: true,
    sku_available_stock: 100,
    barcode: '',
  };
}

function packageInfo(): WireObject {
  return { package_type: false, package_length: 20, package_width: 15, package_height: 5, gross_weight: '0.300' };
}

function storeInfo({ shopId }: Product): WireObject {
  return {
    store_id: shopId,
    store_name: `Sandbox Shop ${shopId % 1000}`,
    item_as_described_rating: '4.8',
    communication_rating: '4.7',
    shipping_speed_rating: '4.6',
    store_country_code: 'CN',
  };
}
