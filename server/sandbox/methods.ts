import { categoryGet } from './categories.ts';
import { dsProductGet } from './dropshipping.ts';
import { linkGenerate } from './links.ts';
import type { ApiMethod } from './method.ts';
import { orderGet, orderListByIndex, orderListGet } from './orders.ts';
import { hotProductDownload, hotProductQuery, productDetailGet, productQuery, productSmartMatch } from './products.ts';
import { featuredPromoGet, featuredPromoProductsGet, promotionInfoGet } from './promotions.ts';
import { productShippingGet, productSkuDetailGet } from './variants.ts';

/** Every method that `/sync` knows; any other name is `InvalidApiPath`. */
export const METHODS: ReadonlyMap<string, ApiMethod> = new Map([
  ['aliexpress.affiliate.category.get', categoryGet],
  ['aliexpress.affiliate.link.generate', linkGenerate],
  ['aliexpress.affiliate.productdetail.get', productDetailGet],
  ['aliexpress.affiliate.product.query', productQuery],
  ['aliexpress.affiliate.hotproduct.query', hotProductQuery],
  ['aliexpress.affiliate.hotproduct.download', hotProductDownload],
  ['aliexpress.affiliate.product.smartmatch', productSmartMatch],
  ['aliexpress.affiliate.featuredpromo.get', featuredPromoGet],
  ['aliexpress.affiliate.featuredpromo.products.get', featuredPromoProductsGet],
  ['aliexpress.affiliate.product.shipping.get', productShippingGet],
  ['aliexpress.affiliate.product.sku.detail.get', productSkuDetailGet],
  ['aliexpress.affiliate.promotion.info.get', promotionInfoGet],
  ['aliexpress.affiliate.order.list', orderListGet],
  ['aliexpress.affiliate.order.listbyindex', orderListByIndex],
  ['aliexpress.affiliate.order.get', orderGet],
  ['aliexpress.ds.product.get', dsProductGet],
]);
