import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { OUT, PRODUCT, type Stage, shoot } from './stage.ts';

export async function options(stage: Stage, name: string): Promise<void> {
  const page = await stage.browser.open('/options.html');
  await page.getByRole('heading', { name: 'Button on product pages' }).waitFor();
  await page.waitForTimeout(300);
  await shoot(stage, page, name, { fullPage: true });
  await page.close();
}

/** A preset's editor, with an own template that has a slip in it. */
export async function presetEditor(stage: Stage): Promise<void> {
  const page = await stage.browser.open('/options.html');
  await page.getByRole('button', { name: /^Telegram/ }).click();
  await page.getByText('Own template').click();
  await page.getByLabel('Template', { exact: true }).fill('{disclosure}\n<b>{title}</b>\nOnly {prize}: {link}');
  await page.getByText('Did you mean').waitFor();
  await shoot(stage, page, 'options-preset');
  await page.close();
}

export async function welcome(stage: Stage): Promise<void> {
  const page = await stage.browser.open('/welcome.html');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await shoot(stage, page, 'welcome', { fullPage: true });
  await page.close();
}

/** Three addresses, one of which pays nothing. */
export async function desk(stage: Stage): Promise<void> {
  const page = await stage.browser.open('/desk.html');
  const box = page.getByRole('textbox').first();
  await box.fill(
    [PRODUCT, PRODUCT.replace('9917', '4040'), 'https://www.aliexpress.com/item/32962426410.html'].join('\n'),
  );
  await page.getByRole('button', { name: /^Make/ }).click();
  await page.getByText('gives no affiliate link').waitFor();
  await shoot(stage, page, 'desk', { fullPage: true });
  await page.close();
}

/** The button at rest and after a press. */
export async function button(stage: Stage, page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Copy link' }).waitFor();
  await shoot(stage, page, 'button-rest');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.getByRole('button', { name: /Copied/ }).waitFor();
  await shoot(stage, page, 'button-done');
}

/** The same button when the backend is gone. */
export async function buttonFailed(stage: Stage, page: Page): Promise<void> {
  await page.reload();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.getByRole('button', { name: 'does not answer' }).waitFor();
  await shoot(stage, page, 'button-failed');
}

/** The README's picture: the popup as it hangs over the page whose button has just been pressed. */
export async function overview({ browser, scheme }: Stage): Promise<void> {
  if (scheme !== 'light') return;
  const picture = async (name: string) =>
    `data:image/png;base64,${(await readFile(join(OUT, `${name}-${scheme}.png`))).toString('base64')}`;
  const page = await browser.context.newPage();
  await page.setViewportSize({ width: 1280, height: 640 });
  await page.setContent(`<body style="margin:0;background:url(${await picture('button-done')}) 0 -160px">
    <img src="${await picture('popup-done')}" style="position:absolute;right:24px;top:16px;border-radius:8px;
      box-shadow:0 6px 28px rgb(0 0 0 / 28%)"></body>`);
  await page.screenshot({ path: join(OUT, 'overview.png') });
  await page.close();
}
