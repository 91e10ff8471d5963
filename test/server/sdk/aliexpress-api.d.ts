/** The package has no types of its own: the part that the test uses. */
declare module 'aliexpress-api' {
  class AliexpressApiService {
    constructor(appKey: string, appSecret: string, appSignature: string, trackingId: string);
    getAffiliateLinks(urls: readonly string[]): Promise<unknown>;
    getProductsDetails(ids: readonly string[]): Promise<unknown>;
  }
  export = AliexpressApiService;
}
