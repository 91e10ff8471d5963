import { browser } from '../../lib/browser.ts';
import { destinationOf, parseAliExpressUrl } from '../../lib/product/address.ts';
import { ALIEXPRESS_ORIGINS } from '../../lib/product/hosts.ts';
import type { PageKind } from '../../lib/product/page-kind.ts';

/** A person's own business: nobody wants a link to it, and nobody else could follow it. */
const PRIVATE_PAGES: ReadonlySet<PageKind> = new Set(['cart', 'checkout', 'order', 'account', 'blocked']);

/** Whether the browser tells the addresses of AliExpress tabs without asking: their hosts are granted, or all tabs. */
export async function tabsAreVisible(): Promise<boolean> {
  const [byHosts, byTabs] = await Promise.all([
    browser.permissions.contains({ origins: [...ALIEXPRESS_ORIGINS] }),
    browser.permissions.contains({ permissions: ['tabs'] }),
  ]);
  return byHosts || byTabs;
}

/**
 * The addresses of the open AliExpress tabs that a link can be wanted for. Call it inside a press, before anything is
 * awaited. Asks for the `tabs` permission if need be, and gives it back.
 *
 * @returns undefined when the person said no.
 */
export async function openTabAddresses(visible: boolean): Promise<string[] | undefined> {
  if (visible) return readTabs();
  if (!(await browser.permissions.request({ permissions: ['tabs'] }))) return undefined;
  try {
    return await readTabs();
  } finally {
    await browser.permissions.remove({ permissions: ['tabs'] });
  }
}

async function readTabs(): Promise<string[]> {
  const tabs = await browser.tabs.query({ url: ALIEXPRESS_ORIGINS });
  return tabs.flatMap(({ url }) => (url !== undefined && isWorthALink(url) ? [url] : []));
}

export function isWorthALink(url: string): boolean {
  const address = destinationOf(parseAliExpressUrl(url));
  if (address.kind === 'foreign') return false;
  return address.kind !== 'page' || !PRIVATE_PAGES.has(address.page);
}
