import { browser } from '../browser.ts';

/**
 * Opens the desk with a text in its box.
 *
 * @param doing `make`: the person has already pressed, so the links are made at once; `paste`: they decide there.
 */
export async function openDesk(doing?: 'make' | 'paste', text = ''): Promise<void> {
  const hash = doing ? `#${doing}=${encodeURIComponent(text)}` : '';
  await browser.tabs.create({ url: browser.runtime.getURL(`/desk.html${hash}`) });
}
