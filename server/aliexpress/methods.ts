/**
 * The permission packages of the affiliate programme (openservice.aliexpress.com, category 21407, seen 2026-11). Standard
 * comes with a reviewed app, Advanced is granted by hand.
 */
export const methodPackages = {
  'aliexpress.affiliate.link.generate': 'Standard',
  'aliexpress.affiliate.productdetail.get': 'Standard',
  'aliexpress.affiliate.product.query': 'Standard',
  'aliexpress.affiliate.category.get': 'Standard',
  'aliexpress.affiliate.featuredpromo.get': 'Standard',
  'aliexpress.affiliate.featuredpromo.products.get': 'Standard',
  'aliexpress.affiliate.order.get': 'Standard',
  'aliexpress.affiliate.order.list': 'Standard',
  'aliexpress.affiliate.order.listbyindex': 'Standard',
  'aliexpress.affiliate.hotproduct.query': 'Advanced',
  'aliexpress.affiliate.hotproduct.download': 'Advanced',
  'aliexpress.affiliate.product.smartmatch': 'Advanced',
  'aliexpress.affiliate.product.shipping.get': 'Advanced',
  'aliexpress.affiliate.product.sku.detail.get': 'SKU Dimension',
  'aliexpress.affiliate.promotion.info.get': 'Promotion Info',
  'aliexpress.ds.product.get': 'Dropshipping',
} as const;

/** The package that a method belongs to, if it is one that Waybill knows. */
export function packageOf(api: string): string | undefined {
  return (methodPackages as Record<string, string>)[api];
}
