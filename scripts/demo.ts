import { type ChromiumWithWaybill, openChromium, pairIn, turnButtonOn } from './browser/chromium.ts';

export const DEMO_PRODUCT = 'https://www.aliexpress.com/item/1005006338829917.html';

/** Shown in place of the product page where AliExpress cannot be reached. */
const STAND_IN = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>A product page without AliExpress</title></head>
  <body style="font: 16px/1.5 system-ui, sans-serif; max-width: 34em; margin: 4em auto; padding: 0 1em">
    <h1>AliExpress cannot be reached from here</h1>
    <p>This page stands in for it under the same address, so that you can try Waybill all the same: press
    <strong>Copy link</strong> at the corner, or the toolbar button.</p>
  </body>
</html>`;

/** Opens a Chromium with the extension paired and its button on, on a product page. */
export async function openDemo(executablePath: string, pairingLink: string): Promise<ChromiumWithWaybill> {
  const browser = await openChromium({ executablePath, headed: true });
  try {
    await pairIn(browser, pairingLink);
    await turnButtonOn(browser);
    await showProduct(browser);
    return browser;
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function showProduct({ context }: ChromiumWithWaybill): Promise<void> {
  const page = await context.newPage();
  try {
    await page.goto(DEMO_PRODUCT, { waitUntil: 'commit' });
  } catch {
    await page.route(DEMO_PRODUCT, (route) => route.fulfill({ contentType: 'text/html', body: STAND_IN }));
    await page.goto(DEMO_PRODUCT);
  }
  for (const other of context.pages()) if (other !== page) await other.close();
}
