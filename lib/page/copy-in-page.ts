import type { Outcome } from '../contract/outcome.ts';
import { failed } from '../contract/outcome.ts';
import { copyPending } from './clipboard.ts';
import type { Copied, PressTools } from './copy-in-page-slot.ts';

/** The clipboard in two steps, for a press whose text is made in the background. */
export function copyInSteps(): Pick<PressTools, 'startCopy' | 'finishCopy'> {
  let making: PromiseWithResolvers<Outcome<Copied>> | undefined;
  let copying: Promise<Outcome<Copied>> | undefined;
  return {
    startCopy(rich, allowed) {
      // Without a press behind it, writing would make Chromium offer the *page* to read the clipboard.
      if (!allowed && !navigator.userActivation.isActive) return false;
      making?.resolve(failed('internal'));
      making = Promise.withResolvers();
      copying = copyPending(making.promise, rich);
      return true;
    },
    async finishCopy(made) {
      making?.resolve(made);
      const copied = await copying;
      making = undefined;
      copying = undefined;
      return copied?.ok === true;
    },
  };
}

/** Where the links go that the person has selected, also those that are selected in part. */
export function selectedLinks(): string[] {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed) return [];
  return [...document.links].filter((link) => selection.containsNode(link, true)).map(({ href }) => href);
}
