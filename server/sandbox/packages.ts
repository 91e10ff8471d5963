/** Permission packages that an app applies for in the console (docs 1940 and the method pages). */
export const PACKAGES = ['standard', 'advanced', 'sku', 'coupons', 'dropshipping'] as const;
export type Package = (typeof PACKAGES)[number];
