import { browser } from '../../lib/browser.ts';

/** Firefox leaves the popup open over the page that it has opened. */
export function openOptions(): void {
  void browser.runtime.openOptionsPage().then(() => window.close());
}
