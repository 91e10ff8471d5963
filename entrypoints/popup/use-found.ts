import { useEffect, useState } from 'preact/hooks';
import { browser } from '../../lib/browser.ts';
import type { Me } from '../../lib/contract/access.ts';
import type { Pairing, PresetChoice, SettingsAnswer } from '../../lib/contract/messages.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import { ask } from '../../lib/messaging/ask.ts';
import { destinationOf, parseAliExpressUrl } from '../../lib/product/address.ts';

export type TabAddress = ReturnType<typeof destinationOf>;

/** What the popup has found out so far; undefined until it is known. */
export type Found = {
  pairing?: Pairing | null;
  access?: Outcome<Me>;
  settings?: SettingsAnswer;
  /** The last used preset first. */
  presets?: PresetChoice[];
  address?: TabAddress;
  /** Whether the tab is in a private window. */
  isPrivate?: boolean;
};

/** Asks for each part on its own, so that the frame is there at once and no part waits for another. */
export function useFound(): Found {
  const [found, setFound] = useState<Found>({});
  useEffect(() => {
    const add = (part: Found) => setFound((before) => ({ ...before, ...part }));
    void activeTab().then(add);
    void ask('pairing.read', {}).then((answer) => add({ pairing: answer.ok ? answer.value : null }));
    void ask('settings.read', {}).then((answer) => answer.ok && add({ settings: answer.value }));
    void ask('presets.list', { context: 'popup' }).then((answer) => add({ presets: answer.ok ? answer.value : [] }));
    void ask('access.read', {}).then((access) => add({ access }));
  }, []);
  return found;
}

/** What the backend said of this access: just now, or the last time. */
export function knownAccess({ pairing, access }: Found): Me | undefined {
  return access?.ok ? access.value : (pairing?.access ?? undefined);
}

/** Opening the popup is the act that lets the browser tell the tab's address. */
async function activeTab(): Promise<Found> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return { address: destinationOf(parseAliExpressUrl(tab?.url ?? '')), isPrivate: tab?.incognito ?? false };
}
