import type { MadeLink } from '../contract/links.ts';
import type { Outcome } from '../contract/outcome.ts';

/** What the button needs of the script that watches the page. */
export type ButtonPorts = {
  /** Makes the link of the product that the address names when the person presses. */
  makeLink(): Promise<Outcome<MadeLink>>;
  /** Aborted when the page shows no product any more, the button is switched off or the extension was updated. */
  signal: AbortSignal;
};

export type MountButton = (ports: ButtonPorts) => void;

/**
 * Watcher and button are two files, so that pages without a product never load the second. Both run in the same
 * isolated world, where the button's file leaves its one function for the watcher to call.
 */
declare global {
  var waybillMountButton: MountButton | undefined;
}

export function offerButton(mount: MountButton): void {
  globalThis.waybillMountButton = mount;
}

export function offeredButton(): MountButton | undefined {
  return globalThis.waybillMountButton;
}
