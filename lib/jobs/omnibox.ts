import { browser } from '../browser.ts';
import { MAX_URLS } from '../contract/links.ts';
import { failed } from '../contract/outcome.ts';
import type { FoundAddress } from '../product/addresses-in-text.ts';
import { findAddresses } from '../product/addresses-in-text.ts';
import { openDesk } from './desk-page.ts';
import { pressInTab } from './press.ts';

/** What Enter will do, in words. Chromium reads it as XML, so it holds digits and words of ours only. */
export function suggestionFor(text: string): string {
  const found = findAddresses(text, MAX_URLS);
  const [first] = found;
  if (first === undefined) return 'Paste an AliExpress address, then press Enter to copy its link';
  if (found.length > 1) return `Make ${found.length} links on the desk`;
  return first.address.kind === 'product'
    ? `Copy the link of product ${first.address.productId}`
    : 'Copy the link of this page';
}

export function suggest(text: string): void {
  browser.omnibox.setDefaultSuggestion({ description: suggestionFor(text) });
}

/**
 * Copies the link of the address that was entered, inside the page in front of the person. Many addresses, none, and a
 * page that cannot be written from go to the desk.
 */
export async function enter(text: string): Promise<void> {
  const found = findAddresses(text, MAX_URLS);
  const [only] = found;
  if (only === undefined || found.length > 1) return openDesk('paste', text);
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined || isTagged(only)) return openDesk('paste', text);
  await pressInTab({
    tabId: tab.id,
    addresses: () => [only.text],
    noAddress: failed('not_aliexpress'),
    elsewhere: () => openDesk('make', text),
  });
}

/** Somebody else's mark is shown on the desk, where there is room to say so, before a link is made (rule CW-3). */
function isTagged({ address }: FoundAddress): boolean {
  return 'tagged' in address && address.tagged;
}
