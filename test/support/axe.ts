import axe from 'axe-core';
import type { Page } from 'playwright';

/** What axe has to say against the page as it is, or against one element of it: each rule with the element. */
export async function violations(page: Page, of?: string): Promise<string[]> {
  // Through the debugger, which the page's own policy does not bind.
  await page.evaluate(axe.source);
  return page.evaluate(async (selector) => {
    const { axe: there } = globalThis as unknown as { axe: typeof axe };
    // Nothing but violations is asked for, and nothing is loaded again: that is most of the time of a run.
    const found = await there.run(selector ?? document, { resultTypes: ['violations'], preload: false });
    return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }, of);
}
