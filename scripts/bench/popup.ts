import type { Page } from 'playwright';
import { openPairedChromium, setStage } from '../../test/support/stage.ts';
import type { ChromiumWithWaybill } from '../browser/chromium.ts';
import { openToolbarPopup } from '../browser/toolbar-popup.ts';

/** `npm run bench:popup`: from the popup's opening to its first paint and to the product's facts, in milliseconds. */
const RUNS = 9;

type Times = { paint: number; facts: number };

async function main(): Promise<void> {
  const stage = await setStage();
  const browser = await openPairedChromium(stage, { button: false });
  try {
    const page = await browser.context.newPage();
    let product = 1005006338840000;
    for (const worker of ['warm', 'cold'] as const) {
      const times: Times[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        product += 1;
        await page.goto(`https://www.aliexpress.com/item/${product}.html`);
        if (worker === 'cold') await stopWorker(browser);
        times.push(await openOnce(browser, page));
      }
      console.log(
        row(
          `${worker} worker, first paint`,
          times.map(({ paint }) => paint),
        ),
      );
      console.log(
        row(
          `${worker} worker, product's facts`,
          times.map(({ facts }) => facts),
        ),
      );
    }
  } finally {
    await browser.close();
    await stage.close();
  }
}

async function openOnce(browser: ChromiumWithWaybill, page: Page): Promise<Times> {
  const popup = await openToolbarPopup(browser, page);
  const times = await popup.evaluate(
    () =>
      new Promise<Times>((resolve) => {
        const look = () => {
          const [paint] = performance.getEntriesByType('paint');
          const shown = document.querySelector('.pays strong');
          if (paint && shown) resolve({ paint: paint.startTime, facts: factsAt() });
          else setTimeout(look, 5);
        };
        /** When the facts were there: now, or before this connection could look. */
        const factsAt = () => performance.getEntriesByName('facts')[0]?.startTime ?? performance.now();
        look();
      }),
  );
  await popup.close();
  return times;
}

async function stopWorker({ context, open }: ChromiumWithWaybill): Promise<void> {
  const options = await open('/options.html');
  const control = await context.newCDPSession(options);
  await control.send('ServiceWorker.enable');
  await control.send('ServiceWorker.stopAllWorkers');
  await options.close();
}

function row(name: string, values: number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.round((sorted.length - 1) * share)] ?? 0).toFixed(0).padStart(5);
  return `${name.padEnd(28)} min ${at(0)}   median ${at(0.5)}   max ${at(1)} ms`;
}

await main();
