/** What an API takes besides the common parameters. */
export type KnownApi = { required: readonly string[]; optional: readonly string[] };

const names = (text: string): readonly string[] => text.split(' ').filter(Boolean);

/** Parameters that any call may carry (docId 1385). `method` belongs to `/sync` alone. */
export const commonParams = names(
  'app_key timestamp sign_method sign method access_token session format v simplify partner_id debug nonce target_app_key app_signature',
);

/** The ones without which the gateway answers MissingParameter. */
export const requiredCommon = names('app_key timestamp sign_method sign');

const target = 'target_currency target_language tracking_id fields';
const page = 'page_no page_size';
const query = `category_ids keywords min_sale_price max_sale_price ${page} platform_product_type sort delivery_days ship_to_country promotion_name ${target}`;
const orders = `time_type page_size locale_site fields`;

/** Parameters of the APIs that Waybill knows (openservice.aliexpress.com by docId, seen 2026-11). */
export const knownApis: Readonly<Record<string, KnownApi>> = {
  '/auth/token/create': { required: names('code'), optional: names('uuid') },
  '/auth/token/security/create': { required: names('code'), optional: names('uuid') },
  '/auth/token/refresh': { required: names('refresh_token'), optional: [] },
  '/auth/token/security/refresh': { required: names('refresh_token'), optional: [] },
  'aliexpress.affiliate.link.generate': {
    required: names('promotion_link_type source_values tracking_id'),
    optional: names('ship_to_country'),
  },
  'aliexpress.affiliate.productdetail.get': {
    required: names('product_ids'),
    optional: names(`country ${target}`),
  },
  'aliexpress.affiliate.product.query': { required: [], optional: names(query) },
  'aliexpress.affiliate.hotproduct.query': { required: [], optional: names(query) },
  'aliexpress.affiliate.hotproduct.download': {
    required: names('category_id'),
    optional: names(`locale_site country ${page} ${target}`),
  },
  'aliexpress.affiliate.product.smartmatch': {
    required: [],
    optional: names(`device_id product_id keywords app device site user country ${page} ${target}`),
  },
  'aliexpress.affiliate.category.get': { required: [], optional: [] },
  'aliexpress.affiliate.featuredpromo.get': { required: [], optional: names('fields') },
  'aliexpress.affiliate.featuredpromo.products.get': {
    required: [],
    optional: names(
      `promotion_name category_id promotion_start_time promotion_end_time sort country ${page} ${target}`,
    ),
  },
  'aliexpress.affiliate.order.list': {
    required: names('start_time end_time status'),
    optional: names(`page_no ${orders}`),
  },
  'aliexpress.affiliate.order.listbyindex': {
    required: names('start_time end_time status'),
    optional: names(`start_query_index_id ${orders}`),
  },
  'aliexpress.affiliate.order.get': { required: names('order_ids'), optional: names('fields') },
  'aliexpress.affiliate.product.shipping.get': {
    required: names('product_id ship_to_country'),
    optional: names('sku_id target_currency target_sale_price target_language tax_rate'),
  },
  'aliexpress.affiliate.product.sku.detail.get': {
    required: names('product_id'),
    optional: names('sku_ids ship_to_country target_currency target_language need_deliver_info'),
  },
  'aliexpress.affiliate.promotion.info.get': {
    required: names('product_id'),
    optional: names('currency target_language ship_to_country'),
  },
  'aliexpress.ds.product.get': {
    required: names('product_id ship_to_country access_token'),
    optional: names('target_currency target_language remove_personal_benefit'),
  },
};

/** `auth.token.create` and `aliexpress/affiliate/link/generate` are other people's spellings; the API's own name. */
export function properName(name: string): string {
  const bare = name.replace(/^\/?rest\//, '/');
  const slashed = `/${bare.replace(/^\//, '').replaceAll('.', '/')}`;
  if (slashed in knownApis) return slashed;
  const dotted = bare.replace(/^\//, '').replaceAll('/', '.');
  return dotted in knownApis ? dotted : bare;
}
