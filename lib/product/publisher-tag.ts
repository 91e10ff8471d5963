/**
 * Parameters that only an affiliate click leaves behind: the click and trace keys (`aff_fcid`, `aff_fsk`,
 * `aff_trace_key`, `aff_short_key`, `aff_click_id`, ...), the short key of the link (`sk`), the marker of the partner
 * mall (`mall_affr`) and the publisher's own marks (`af`, `cn`, `cv`, `dp`).
 *
 * Not among them, as they name nobody and also stand in addresses without a publisher: `aff_platform` (the site sets
 * `msite` and `google` itself), `cpt` (a time), `terminal_id` (a device), `tt`, `afref`, `afSmartRedirect`, `trace` and
 * `tracelog` (steps inside the site), `shortkey` with `addresstype` (somebody pressed "share").
 */
const CLICK_PARAMETER = /^(?:aff_(?!platform$)\w+|sk|mall_affr|af|cn|cv|dp)$/;

/** The short key of AliExpress's own shopping ads, seen with `src=google`; trace keys end with the short key. */
const OWN_AD_KEY = 'UneMJZVf';

/** Whether an address carries somebody's affiliate parameters. */
export function carriesPublisherTag(parameters: URLSearchParams): boolean {
  for (const [name, value] of parameters) {
    if (value !== '' && CLICK_PARAMETER.test(name) && !value.endsWith(OWN_AD_KEY)) return true;
  }
  return false;
}
