/** What kind of front end a product host serves. `legacy` is the old twin of the desktop site. */
export type HostKind = 'desktop' | 'language' | 'mobile' | 'us' | 'ru' | 'legacy';

/** The languages that the site itself switches between; a two-letter label outside this list is no product host. */
const languages = 'ar de es fr he id it ja ko nl pl pt ru th tr vi'.split(' ');

interface HostGroup {
  kind: HostKind;
  /** The month (ISO 8601) in which addresses of these hosts were last seen and gone through. */
  seen: string;
  hosts: string[];
}

/**
 * Every host that shows product pages. Shops (`NAME.aliexpress.com`), landing pages (`best.`) and service hosts
 * (`login.`, `trade.`) belong to AliExpress too and show none.
 */
export const productHosts: HostGroup[] = [
  { kind: 'desktop', seen: '2026-11', hosts: ['www.aliexpress.com', 'aliexpress.com'] },
  { kind: 'language', seen: '2026-11', hosts: languages.map((language) => `${language}.aliexpress.com`) },
  {
    kind: 'mobile',
    seen: '2026-11',
    hosts: ['m.aliexpress.com', 'm.aliexpress.ru', ...languages.map((language) => `m.${language}.aliexpress.com`)],
  },
  { kind: 'us', seen: '2026-11', hosts: ['www.aliexpress.us', 'aliexpress.us'] },
  { kind: 'ru', seen: '2026-11', hosts: ['aliexpress.ru', 'www.aliexpress.ru'] },
  { kind: 'legacy', seen: '2026-11', hosts: ['hz.aliexpress.com', 'hz.ru.aliexpress.com'] },
];

const kinds = new Map(productHosts.flatMap(({ kind, hosts }) => hosts.map((host) => [host, kind] as const)));

/** The kind of a product host; undefined for a host that shows no products. Takes the host as `URL` gives it. */
export function hostKindOf(hostname: string): HostKind | undefined {
  return kinds.get(hostname);
}

/** Whether AliExpress runs this host, product pages or not. Takes the host as `URL` gives it. */
export function isAliExpressHost(hostname: string): boolean {
  return /(?:^|\.)aliexpress\.(?:com|us|ru)$/.test(hostname);
}

/** Match patterns of all AliExpress hosts, for host permissions and script registration. */
export const ALIEXPRESS_ORIGINS = ['*://*.aliexpress.com/*', '*://*.aliexpress.us/*', '*://*.aliexpress.ru/*'];
