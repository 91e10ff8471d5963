import type { Page } from 'playwright';
import { firstSettings } from '../../lib/settings/versions.ts';
import { changeBackend, changeSettings, forgetTyped, PRODUCT, popup, type Stage } from './stage.ts';

const paysSeen = (view: Page) => view.getByText(/^Pays/).waitFor();

const pressAndSee = (words: string | RegExp) => async (view: Page) => {
  await view.getByRole('button', { name: 'Copy', exact: true }).click();
  await view.locator('.go').getByRole('button', { name: words }).waitFor();
};

/** From the first look to the clipboard. */
export async function usualStates(stage: Stage, page: Page): Promise<void> {
  await popup(stage, page, 'popup-ready', paysSeen);
  await popup(stage, page, 'popup-done', async (view) => {
    await paysSeen(view);
    await pressAndSee(/Copied/)(view);
  });
  await popup(stage, page, 'popup-blog', async (view) => {
    await paysSeen(view);
    await view.getByRole('radio', { name: 'Blog (HTML)' }).click();
    await pressAndSee(/Copied/)(view);
    await view.getByRole('button', { name: 'QR code' }).click();
  });
}

/** What a person adds by hand; in Russia the law asks for more than words. */
export async function ownWords(stage: Stage, page: Page): Promise<void> {
  await popup(stage, page, 'popup-coupon', async (view) => {
    await paysSeen(view);
    await view.getByRole('radio', { name: 'Telegram' }).click();
    await view.getByRole('button', { name: 'Add coupon' }).click();
    await view.getByLabel('Coupon', { exact: true }).fill('SAVE5');
  });
  await changeSettings(stage, { disclosureCountry: 'RU' });
  await popup(stage, page, 'popup-erid-missing', async (view) => {
    await paysSeen(view);
    await view.getByRole('radio', { name: 'Telegram' }).click();
    await view.getByRole('button', { name: 'erid missing' }).click();
  });
  await changeSettings(stage, { disclosureCountry: null });
  await forgetTyped(stage);
}

/** While the backend takes its time. */
export async function waiting(stage: Stage, page: Page): Promise<void> {
  stage.backend.pause();
  await popup(stage, page, 'popup-loading', (view) => view.getByText('Plain link').waitFor());
  await popup(stage, page, 'popup-working', pressAndSee('Making the link'));
  stage.backend.resume();
}

/** What AliExpress and the day's budget can say no to. */
export async function refusals(stage: Stage, page: Page): Promise<void> {
  const { backend, scheme } = stage;
  await page.goto(PRODUCT.replace('9917', '4040'));
  await popup(stage, page, 'popup-no-commission', async (view) => {
    await view.getByText('Not in the programme').waitFor();
    await pressAndSee('Try again')(view);
  });
  await page.goto(PRODUCT);
  const setTrackingId = (trackingId: string | null) =>
    changeSettings(stage, { presets: firstSettings.presets.map((preset) => ({ ...preset, trackingId })) });
  await setTrackingId('nobody');
  await popup(stage, page, 'popup-tracking-id-refused', pressAndSee('Try again'));
  await setTrackingId(null);
  await backend.stop();
  await backend.start({ ALIEXPRESS_DAILY_CALLS: '1' });
  await page.goto(PRODUCT.replace('9917', `77${scheme.length}1`));
  await popup(stage, page, 'popup-quota-exhausted', pressAndSee('Try again'));
  await backend.stop();
  await backend.start({ ALIEXPRESS_DAILY_CALLS: '5000' });
  await page.goto(PRODUCT);
}

const failureSeen = (view: Page) => view.getByRole('alert').waitFor();

/** Nobody answers: the backend is down, the browser is offline, the access was taken back. */
export async function silence(stage: Stage, page: Page): Promise<void> {
  const { backend, scheme } = stage;
  await backend.stop();
  await popup(stage, page, 'popup-failed', failureSeen);
  await changeBackend(stage, 'https://links.example.org');
  await setOnline(stage, false);
  await popup(stage, page, 'popup-offline', (view) => view.getByText('offline').waitFor());
  await setOnline(stage, true);
  await backend.start();
  await changeBackend(stage, backend.url);
  await backend.cli('token', 'revoke', laptop(scheme));
  // A backend looks again after a second at the latest.
  await page.waitForTimeout(1_000);
  await popup(stage, page, 'popup-access-revoked', failureSeen);
}

/** Said to the worker itself, which the tools that cut off a page do not reach. */
async function setOnline({ browser }: Stage, isOnline: boolean): Promise<void> {
  const worker = await browser.worker();
  await worker.evaluate((onLine) => {
    Object.defineProperty(navigator, 'onLine', { value: onLine, configurable: true });
  }, isOnline);
}

/** The name of the access that the pictures are taken with. */
export const laptop = (scheme: string) => `${scheme} laptop`;
