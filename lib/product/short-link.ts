/** Who made a short link: `affiliate` belongs to a publisher, `share` comes from the share button of the app or site. */
export type ShortLinkForm = 'affiliate' | 'share';

/** Short-link hosts and the paths of their codes, as seen up to 2026-11. Other paths of these hosts lead nowhere. */
const shortLinks: [host: string, form: ShortLinkForm, path: RegExp][] = [
  ['s.click.aliexpress.com', 'affiliate', /^\/(?:e\/[\w-]{4,}\/?|deeplink|deep_link\.htm)$/],
  ['a.aliexpress.com', 'share', /^\/(?:_\w{4,}|(?![a-z]+$)[A-Za-z0-9]{8})\/?$/],
  ['s.aliexpress.com', 'share', /^\/(?![a-z]+$)[A-Za-z0-9]{6,10}\/?$/],
  ['ali.click', 'share', /^\/[a-z0-9]{5,12}\/?$/],
];

/** The form of a short link; undefined for every other address. */
export function shortLinkFormOf({ hostname, pathname }: URL): ShortLinkForm | undefined {
  return shortLinks.find(([host, , path]) => host === hostname && path.test(pathname))?.[1];
}
