import { mkdir } from 'node:fs/promises';
import { startBackendProcess } from '../test/support/backend.ts';
import { startShop } from '../test/support/shop.ts';
import { leadShopTo, openChromium, pairIn, turnButtonOn } from './browser/chromium.ts';
import { needBrowser } from './browser/install.ts';
import { button, buttonFailed, desk, options, overview, presetEditor, welcome } from './screenshots/pages.ts';
import { laptop, ownWords, refusals, silence, usualStates, waiting } from './screenshots/popup-states.ts';
import { OUT, PRODUCT, popup, type Stage } from './screenshots/stage.ts';

/** Takes every picture in docs/screens from the built extension, in light and dark. */
async function main(): Promise<void> {
  await mkdir(OUT, { recursive: true });
  const executablePath = await needBrowser('chromium', console.log);
  const shop = await startShop();
  const backend = await startBackendProcess();
  // The popup is no page of the driver, which lets only its own pages pass over the shop's certificate.
  const args = [leadShopTo(shop.port), '--ignore-certificate-errors'];
  try {
    for (const scheme of ['light', 'dark'] as const) {
      const browser = await openChromium({ executablePath, colorScheme: scheme, args });
      try {
        await takeAll({ browser, backend, scheme });
      } finally {
        await browser.close();
      }
    }
  } finally {
    await backend.close();
    await shop.close();
  }
}

async function takeAll(stage: Stage): Promise<void> {
  const { browser, backend, scheme } = stage;
  const page = await browser.context.newPage();
  await page.goto(PRODUCT);
  await popup(stage, page, 'popup-not-paired');
  await options(stage, 'options-not-paired');
  await welcome(stage);
  await pairIn(browser, await backend.cli('pair', '--name', laptop(scheme)));
  await turnButtonOn(browser);
  await options(stage, 'options-paired');
  await presetEditor(stage);
  await desk(stage);
  await usualStates(stage, page);
  await ownWords(stage, page);
  await waiting(stage, page);
  await refusals(stage, page);
  await button(stage, page);
  await page.goto('https://www.aliexpress.com/');
  await popup(stage, page, 'popup-not-a-product', (view) => view.getByText('Recent links').waitFor());
  await overview(stage);
  await page.goto(PRODUCT);
  await silence(stage, page);
  await backend.stop();
  await buttonFailed(stage, page);
  await backend.start();
}

await main();
