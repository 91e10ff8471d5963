import { afterAll, beforeAll, beforeEach } from 'vitest';
import {
  type ChromiumWithWaybill,
  leadShopTo,
  openChromium,
  pairIn,
  turnButtonOn,
} from '../../scripts/browser/chromium.ts';
import { needBrowser } from '../../scripts/browser/install.ts';
import { SANDBOX, type Sandbox, startSandbox } from '../../server/sandbox/index.ts';
import { startBackendProcess, type TestBackend } from './backend.ts';
import { type Shop, startShop } from './shop.ts';

/** Everything that the whole path runs through, each part real but the shop and AliExpress's gateway. */
export type Stage = {
  shop: Shop;
  gateway: Sandbox;
  backend: TestBackend;
  close(): Promise<void>;
};

/** Variables for a live backend that speaks to this gateway. */
export function credentials(gateway: Sandbox, appSecret: string = SANDBOX.appSecret): Record<string, string> {
  return {
    ALIEXPRESS_GATEWAY_URL: gateway.origin,
    ALIEXPRESS_APP_KEY: SANDBOX.appKey,
    ALIEXPRESS_APP_SECRET: appSecret,
    ALIEXPRESS_TRACKING_ID: 'blog,video',
  };
}

export async function setStage(): Promise<Stage> {
  const [shop, gateway] = await Promise.all([startShop(), startSandbox()]);
  const backend = await startBackendProcess(credentials(gateway));
  return {
    shop,
    gateway,
    backend,
    async close() {
      await backend.close();
      await gateway.close();
      await shop.close();
    },
  };
}

/** A Chromium that is paired with the stage's backend and has the button on, as far as `button` says. */
export async function openPairedChromium(
  { shop, backend }: Stage,
  options: { button: boolean; colorScheme?: 'light' | 'dark'; extension?: string; headed?: boolean },
): Promise<ChromiumWithWaybill> {
  const { button, ...others } = options;
  const executablePath = await needBrowser('chromium', console.log);
  const browser = await openChromium({ executablePath, args: [leadShopTo(shop.port)], ...others });
  try {
    await pairIn(browser, await backend.cli('pair', '--name', 'test browser'));
    if (button) await turnButtonOn(browser);
    for (const origin of ['https://www.aliexpress.com', 'https://m.aliexpress.com', 'https://aliexpress.ru']) {
      await browser.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
    }
    return browser;
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** One stage and one paired Chromium for all tests of a file; each test begins with no tab of the one before. */
export function shareChromium(
  options: { button: boolean },
  onReady: (shared: { stage: Stage; browser: ChromiumWithWaybill }) => void,
): void {
  let stage: Stage;
  let browser: ChromiumWithWaybill;
  beforeAll(async () => {
    stage = await setStage();
    browser = await openPairedChromium(stage, options);
    onReady({ stage, browser });
  });
  beforeEach(async () => {
    for (const open of browser.context.pages().slice(1)) await open.close();
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });
}
