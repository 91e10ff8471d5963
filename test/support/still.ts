import { vi } from 'vitest';
import type { Place } from '../../scripts/browser/screen.ts';

/** How long to wait for something, on a busy machine of two cores, and how often to look; in milliseconds. */
export const PATIENCE = { timeout: 15_000, interval: 50 };

/** The place of something on the screen once it is there and has stopped to move. */
export async function still(look: () => Promise<Place | undefined>): Promise<Place> {
  let last: Place | undefined;
  return vi.waitFor(async () => {
    const [before, now] = [last, await look()];
    last = now;
    if (!now || before?.x !== now.x || before.y !== now.y) throw new Error(`Nothing to click stands still: ${look}`);
    return now;
  }, PATIENCE);
}
