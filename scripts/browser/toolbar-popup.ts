import { chromium, type Page } from 'playwright';
import type { ChromiumWithWaybill } from './chromium.ts';

const WAIT_MS = 5000;

type Target = { targetId: string; type: string; url: string };

/** Presses the toolbar button over a page, as a person does: the real popup opens, and the tab's address is granted. */
export async function openToolbarPopup(browser: ChromiumWithWaybill, page: Page): Promise<Page> {
  await page.bringToFront();
  const control = await browser.context.browser()?.newBrowserCDPSession();
  if (!control) throw new Error('The browser has no control session.');
  const targets = async (filter: object): Promise<Target[]> =>
    (await control.send('Target.getTargets', filter as never)).targetInfos;
  const tab = (await targets({ filter: [{ type: 'tab' }] })).find(({ url }) => url === page.url());
  if (!tab) throw new Error(`No tab shows ${page.url()}.`);
  await control.send('Extensions.triggerAction' as never, { id: browser.extensionId, targetId: tab.targetId } as never);
  await until(async () => (await targets({})).some(({ url }) => isPopup(url)));
  await control.detach();
  const view = await chromium.connectOverCDP(await browser.debuggingUrl());
  const popup = view
    .contexts()
    .flatMap((context) => context.pages())
    .find((candidate) => isPopup(candidate.url()));
  if (!popup) throw new Error('The popup opened, but cannot be seen.');
  return popup;
}

function isPopup(url: string): boolean {
  return url.endsWith('/popup.html');
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + WAIT_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('The popup did not open.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
