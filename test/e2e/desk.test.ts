import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import decodeQR from 'qr/decode.js';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ChromiumWithWaybill } from '../../scripts/browser/chromium.ts';
import { violations } from '../support/axe.ts';
import { type Stage, shareChromium } from '../support/stage.ts';

/** The desk in a real Chromium, with a real backend and the stand-in of AliExpress's gateway. */
const LAMP = 'https://www.aliexpress.com/item/1005006338829917.html';
const CHAIR = 'https://www.aliexpress.com/item/32962426410.html';
const SOMEBODYS = 'https://s.click.aliexpress.com/e/_c4NPFqKp';

let stage: Stage;
let browser: ChromiumWithWaybill;
let desk: Page;

shareChromium({ button: true }, (shared) => {
  ({ stage, browser } = shared);
});

beforeEach(async () => {
  desk = await browser.open('/desk.html');
});

const box = () => desk.getByLabel('Addresses, or any text');
const press = (name: string | RegExp) => desk.getByRole('button', { name }).click();

async function makeThree(): Promise<void> {
  await box().fill(`A lamp ${LAMP}?spm=me, a chair (${CHAIR}) and ${SOMEBODYS}`);
  await press('Make 3 links');
  await desk.getByText('2 links, 1 failed').waitFor();
}

/** Read on the shop's page, which may: an extension's page may not. */
async function clipboard(type: 'text/plain' | 'text/html' = 'text/plain'): Promise<string | undefined> {
  const reader = await browser.context.newPage();
  await reader.goto('https://www.aliexpress.com/');
  const text = await reader.evaluate(async (wanted) => {
    const [item] = await navigator.clipboard.read();
    return (await item?.getType(wanted))?.text();
  }, type);
  await reader.close();
  await desk.bringToFront();
  return text;
}

describe('many links', () => {
  it('are made from any text, with the reason beside what failed', async () => {
    await makeThree();
    const failed = desk.getByRole('row', { name: /_c4NPFqKp/ });
    await failed.getByText('This short link already belongs to a publisher.').waitFor();
    await failed.getByText('Open it yourself').waitFor();
    expect(stage.shop.requests.filter(({ host }) => host.startsWith('s.click'))).toEqual([]);
  });

  it.each([
    ['Plain link', /^https:\S+_sandbox\w+\nhttps:\S+_sandbox\w+$/],
    ['Telegram', /<a href="https:\S+_sandbox\w+">[\s\S]*\n\n[\s\S]*<a href="https:\S+_sandbox\w+">/],
    ['Blog (HTML)', /^<p>[\s\S]*rel="sponsored nofollow"[\s\S]*<\/p>$/],
  ])('are copied all at once in the form of %s', async (preset, form) => {
    await desk.getByRole('radio', { name: preset }).check();
    await makeThree();
    await press('Copy all 2');
    await desk.getByRole('button', { name: 'Copied 2' }).waitFor();
    expect(await clipboard()).toMatch(form);
    if (preset.startsWith('Blog')) expect(await clipboard('text/html')).toContain('rel="sponsored nofollow"');
  });

  it('keep what was made when the backend goes away, and go on when it is back', async () => {
    await makeThree();
    await box().fill(`${LAMP} ${CHAIR} https://www.aliexpress.com/item/1005007777777777.html`);
    await stage.backend.stop();
    await press('Make 3 links');
    await desk.getByText('2 links, 1 failed').waitFor();
    await desk.getByText('does not answer').waitFor();
    await stage.backend.start();
    await press('Try 1 again');
    await desk.getByText('3 links', { exact: true }).waitFor();
  });

  it.each([
    ['Plain link', 'in ten calls of the gateway', 1005004400000000, 0],
    ['Telegram', 'with their facts in ten more', 1005004500000000, 10],
  ])('are 500 with one press as %s, %s', async (preset, _, firstId, factCalls) => {
    const before = stage.gateway.calls.length;
    const addresses = Array.from({ length: 500 }, (_, i) => `https://www.aliexpress.com/item/${firstId + i}.html`);
    await desk.getByRole('radio', { name: preset }).check();
    await box().fill(addresses.join('\n'));
    await press('Make 500 links');
    await desk.getByText(/^500 links|^\d+ links, \d+ failed/).waitFor({ timeout: 45_000 });
    expect(await desk.getByRole('row').count()).toBe(501);
    const methods = stage.gateway.calls.slice(before).map(({ method }) => method);
    expect(methods.filter((method) => method?.endsWith('link.generate'))).toHaveLength(10);
    expect(methods.filter((method) => method?.endsWith('productdetail.get'))).toHaveLength(factCalls);
  });

  it('come from the open AliExpress tabs, but not from the cart', async () => {
    for (const url of [LAMP, CHAIR, 'https://www.aliexpress.com/p/shoppingcart/index.html']) {
      await (await browser.context.newPage()).goto(url);
    }
    await desk.bringToFront();
    await press('Add open AliExpress tabs');
    await desk.getByText('Added 2 tabs.').waitFor();
    await desk.getByText('2 products found.').waitFor();
  });

  it('are made at once for what another way in has handed over, once', async () => {
    const handed = await browser.open(`/desk.html#make=${encodeURIComponent(LAMP)}`);
    await handed.getByText('1 link', { exact: true }).waitFor();
    await handed.reload();
    await handed.getByText('1 product found.').waitFor();
    expect(await handed.getByRole('table').count()).toBe(0);
  });

  it('need no mouse', async () => {
    await desk.getByRole('radio', { checked: true }).waitFor();
    await box().focus();
    await desk.keyboard.insertText(`${LAMP} ${CHAIR}`);
    await desk.keyboard.press('Tab');
    await desk.keyboard.press('ArrowRight');
    await desk.keyboard.press('Tab');
    expect(await focused()).toBe('Make 2 links');
    await desk.keyboard.press('Enter');
    await desk.getByText('2 links', { exact: true }).waitFor();
    await desk.keyboard.press('Tab');
    expect(await focused()).toBe('Copy all 2');
    await desk.keyboard.press('Enter');
    await desk.getByRole('button', { name: 'Copied 2' }).waitFor();
    await desk.keyboard.press('Tab');
    await desk.keyboard.press('Tab');
    await desk.keyboard.press('Enter');
    await desk.getByRole('dialog').waitFor();
    await desk.keyboard.press('Escape');
    await desk.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focused()).toContain('QR code of');
  });
});

describe('recent links', () => {
  it('are found again by product id', async () => {
    await makeThree();
    await desk.getByRole('link', { name: 'Recent links' }).click();
    await desk.getByRole('searchbox').fill('32962426410');
    await desk.getByRole('row', { name: '1005006338829917' }).first().waitFor({ state: 'detached' });
    await desk.getByRole('button', { name: 'Copy link of 32962426410' }).first().click();
    await desk.getByRole('link', { name: 'Many links' }).click();
    await desk.getByText('2 links, 1 failed').waitFor();
    expect(await clipboard()).toMatch(/^https:\/\/s\.click\.aliexpress\.com\/e\/_sandbox\w+$/);
  });
});

describe('the QR code', () => {
  it('leads to the link, on the screen and in both files', async () => {
    await makeThree();
    await press('QR code of 1005006338829917');
    const link = await desk.getByRole('dialog').locator('.mono').textContent();
    const png = await saved('Save PNG');
    const svg = await saved('Save SVG');
    expect(await read('image/png', png)).toBe(link);
    expect(await read('image/svg+xml', svg)).toBe(link);
  });

  async function saved(button: string): Promise<Buffer> {
    const [download] = await Promise.all([desk.waitForEvent('download'), press(button)]);
    return readFile(await download.path());
  }

  /** The browser draws the file, and a reader of another make reads it. */
  async function read(type: string, file: Buffer): Promise<string> {
    const side = 300;
    const red = await desk.evaluate(
      async ([of, base64, size]) => {
        const image = new Image();
        image.src = `data:${of};base64,${base64}`;
        await image.decode();
        const context = new OffscreenCanvas(size, size).getContext('2d');
        context?.drawImage(image, 0, 0, size, size);
        const { data } = context?.getImageData(0, 0, size, size) ?? { data: [] };
        return [...data].flatMap((value, index) => (index % 4 === 0 ? [value > 127 ? '1' : '0'] : [])).join('');
      },
      [type, file.toString('base64'), side] as const,
    );
    const data = Uint8ClampedArray.from([...red].flatMap((bit) => Array.from({ length: 4 }, () => Number(bit) * 255)));
    return decodeQR({ width: side, height: side, data });
  }
});

describe.each(['light', 'dark'] as const)('what axe finds wrong (%s)', (colorScheme) => {
  it('is nothing: empty, with results, with a code, and with recent links', async () => {
    await desk.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await violations(desk)).toEqual([]);
    await makeThree();
    expect(await violations(desk)).toEqual([]);
    await press('QR code of 1005006338829917');
    expect(await violations(desk)).toEqual([]);
    await desk.keyboard.press('Escape');
    await desk.getByRole('link', { name: 'Recent links' }).click();
    await desk.getByRole('row').nth(1).waitFor();
    expect(await violations(desk)).toEqual([]);
  });
});

it('fits a narrow window, also from right to left', async () => {
  await makeThree();
  await desk.setViewportSize({ width: 400, height: 800 });
  for (const dir of ['ltr', 'rtl']) {
    await desk.evaluate((to) => document.documentElement.setAttribute('dir', to), dir);
    expect(await desk.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
});

const focused = () =>
  desk.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent);
