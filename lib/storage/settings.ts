import { browser } from '../browser.ts';
import type { Settings } from '../contract/settings.ts';
import type { ReadSettings } from '../settings/settings.ts';
import { readSettings } from '../settings/settings.ts';
import { joinFromSync, leftOverKeys, splitForSync } from '../settings/sync.ts';

/** On the device the settings are one item; in synchronised storage they are split, see lib/settings/sync.ts. */
const KEY = 'settings';

/**
 * The settings of this device, migrated and stored again if they came in an older shape. A device that has none yet
 * takes what other devices of the same person have synchronised.
 */
export async function loadSettings(): Promise<ReadSettings> {
  const { [KEY]: stored } = await browser.storage.local.get(KEY);
  const read = readSettings(stored ?? (await synchronised()));
  if (read.ok && (read.migrated || stored === undefined)) await storeHere(read.settings);
  return read;
}

/**
 * Stores the settings on this device and, where they fit, for the person's other devices. Those may have to wait: the
 * browser refuses when it is written to too often or when synchronising is switched off, and the next change goes again.
 */
export function storeSettings(settings: Settings): Promise<void> {
  return inTurn(async () => {
    await storeHere(settings);
    try {
      await share(settings);
    } catch (error) {
      console.warn('waybill: the settings are stored on this device only', error);
    }
  });
}

/** Takes over what another device has stored; what is not complete or not sound is left alone. */
export function takeSynchronised(): Promise<void> {
  return inTurn(async () => {
    const stored = await synchronised();
    // An own change comes back like one of another device; by then this device may have a newer one.
    const text = JSON.stringify(stored);
    if (stored === undefined || text === lastSynchronised) return;
    const read = readSettings(stored);
    if (!read.ok) return;
    await storeHere(read.settings);
    lastSynchronised = text;
  });
}

/** What this device last gave to the others or took from them, as JSON. */
let lastSynchronised: string | undefined;

async function share(settings: Settings): Promise<void> {
  const split = splitForSync(settings);
  if (!split.fits) return;
  const before = await browser.storage.sync.get();
  await browser.storage.sync.set(split.items);
  lastSynchronised = JSON.stringify(settings);
  await browser.storage.sync.remove(leftOverKeys(Object.keys(before), split.items));
}

let last: Promise<void> = Promise.resolve();

/** One after the other: what comes back must not be taken in the middle of the next storing. */
function inTurn(act: () => Promise<void>): Promise<void> {
  const turn = last.then(act);
  last = turn.catch(() => undefined);
  return turn;
}

async function synchronised(): Promise<unknown> {
  const joined = joinFromSync(await browser.storage.sync.get());
  return joined.ok ? joined.value : undefined;
}

async function storeHere(settings: Settings): Promise<void> {
  await browser.storage.local.set({ [KEY]: settings });
}
