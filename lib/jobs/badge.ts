import { browser } from '../browser.ts';
import { productAt } from '../product/product-address.ts';

/** `--accent`, `--good` and `--bad` of components/theme.css, which the background cannot read. */
const COLOURS = { product: '#0b6e5f', good: '#12703f', bad: '#b3261e' } as const;

const MARKS = { product: '\u2022', good: '\u2713', bad: '!' } as const;

/** How long the outcome of a press stays on the toolbar button, in milliseconds. */
const FLASH_MS = 4000;

type Mark = keyof typeof MARKS;

/** What the toolbar button says over a page; undefined over everything that is no product. */
export function productTitle(url: string | undefined): string | undefined {
  const product = url && URL.canParse(url) ? productAt(new URL(url)) : undefined;
  return product && `Waybill: product ${product.productId}`;
}

/**
 * Marks the toolbar button while a tab shows a product. Browsers tell the address of a tab only where the person has
 * granted its host; a press grants it too, but for that press alone, and marks nothing.
 */
export async function showProduct(tabId: number, url: string | undefined): Promise<void> {
  const title = productTitle(url);
  if (url === undefined || title === undefined || !(await isGranted(new URL(url)))) return clearBadge(tabId);
  await setBadge(tabId, 'product');
  await browser.action.setTitle({ tabId, title });
}

/** Looks again when the address of a tab has changed, and once it has loaded, when browsers clear the badge. */
export function tabChanged(
  tabId: number,
  change: { url?: string | undefined; status?: string | undefined },
  tab: { url?: string | undefined },
): void {
  if (change.url !== undefined || change.status === 'complete') quietly(showProduct(tabId, tab.url));
}

/** Brings every open tab in line with what the browser has granted now. */
export async function refreshBadges(): Promise<void> {
  const tabs = await browser.tabs.query({});
  for (const { id, url } of tabs) if (id !== undefined) quietly(showProduct(id, url));
}

/** The outcomes that are shown now, by tab. */
const flashes = new Map<number, ReturnType<typeof setTimeout>>();

/** Shows for a moment what came of a press; the next press takes its place and has its own moment. */
export async function flashBadge(tabId: number, mark: 'good' | 'bad'): Promise<void> {
  clearTimeout(flashes.get(tabId));
  quietly(setBadge(tabId, mark));
  const over = () => {
    flashes.delete(tabId);
    quietly(restoreBadge(tabId));
  };
  flashes.set(tabId, setTimeout(over, FLASH_MS));
}

async function restoreBadge(tabId: number): Promise<void> {
  const { url } = await browser.tabs.get(tabId);
  await showProduct(tabId, url);
}

async function isGranted({ protocol, hostname }: URL): Promise<boolean> {
  return browser.permissions.contains({ origins: [`${protocol}//${hostname}/*`] });
}

async function setBadge(tabId: number, mark: Mark): Promise<void> {
  await browser.action.setBadgeBackgroundColor({ tabId, color: COLOURS[mark] });
  await browser.action.setBadgeTextColor({ tabId, color: '#ffffff' });
  await browser.action.setBadgeText({ tabId, text: MARKS[mark] });
}

async function clearBadge(tabId: number): Promise<void> {
  await browser.action.setBadgeText({ tabId, text: '' });
  await browser.action.setTitle({ tabId, title: '' });
}

/** A tab can be closed at any moment; nothing is lost with its badge. */
function quietly(work: Promise<void>): void {
  work.catch(() => undefined);
}
