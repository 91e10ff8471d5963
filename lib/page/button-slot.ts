import type { ButtonPlace, Post, PresetChoice } from '../contract/messages.ts';
import type { Outcome } from '../contract/outcome.ts';

/** What the button shows, and what it needs of the script that watches the page. */
export type ButtonPorts = {
  place: ButtonPlace;
  /** The preset of the next press. */
  preset: PresetChoice;
  /** The address came through somebody's affiliate link: the person is told before a link is made (rule CW-3). */
  tagged: boolean;
  /** On a deal page, whose overlays show other products without a new address: the one product that it does name. */
  dealProduct: string | undefined;
  listPresets(): Promise<Outcome<PresetChoice[]>>;
  /** Makes the post of the product that the address names, when the person presses. */
  makePost(presetId: string): Promise<Outcome<Post>>;
  keepPlace(place: ButtonPlace): void;
  /** Switches the button off everywhere. */
  switchOff(): void;
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
