import { browser } from '../browser.ts';
import { failed } from '../contract/outcome.ts';
import { openDesk } from './desk-page.ts';
import { pressInTab } from './press.ts';

export const COPY_COMMAND = 'copy-link';

type PressedTab = { id?: number | undefined; url?: string | undefined };

/**
 * Copies the post of the page in front of the person. Call it inside the event of the command: the browser grants the
 * tab for this press, and only then.
 */
export async function copyByShortcut(command: string, tab: PressedTab | undefined): Promise<void> {
  if (command !== COPY_COMMAND || tab?.id === undefined) return;
  const { id, url } = tab;
  await pressInTab({
    tabId: id,
    addresses: () => (url === undefined ? [] : [url]),
    noAddress: failed('not_aliexpress'),
    elsewhere: () => openPopup(url),
  });
}

/** The popup says what this tab is, and one press there copies. A window without focus cannot show it. */
async function openPopup(url: string | undefined): Promise<void> {
  try {
    await browser.action.openPopup();
  } catch {
    await openDesk('paste', url);
  }
}
