import { vi } from 'vitest';
import type { Scripting } from '../../lib/browser.ts';
import { browser } from '../../lib/browser.ts';

export type FakeScripting = {
  granted: Set<string>;
  registered: Map<string, Scripting.RegisteredContentScript>;
  injected: { tabId: number; files: readonly string[] }[];
  told: unknown[];
};

/** Permissions, script registration and tabs as the browsers have them; the fake browser lacks all three. */
export function fakeScripting(options: { openTabs?: number[] } = {}): FakeScripting {
  const fake: FakeScripting = { granted: new Set(), registered: new Map(), injected: [], told: [] };
  const tabs = (options.openTabs ?? []).map((id) => ({ id }));
  vi.spyOn(browser.permissions, 'contains').mockImplementation(async ({ origins = [] }) =>
    origins.every((origin) => fake.granted.has(origin)),
  );
  vi.spyOn(browser.tabs, 'query').mockImplementation(async () => tabs as never);
  vi.spyOn(browser.tabs, 'sendMessage').mockImplementation(async (_tab, message) => {
    fake.told.push(message);
  });
  Object.assign(browser.scripting, {
    getRegisteredContentScripts: async ({ ids }: { ids: string[] }) =>
      ids.flatMap((id) => fake.registered.get(id) ?? []),
    registerContentScripts: async (scripts: Scripting.RegisteredContentScript[]) => {
      for (const script of scripts) {
        if (fake.registered.has(script.id)) throw new Error(`Duplicate script ID '${script.id}'`);
        fake.registered.set(script.id, script);
      }
    },
    updateContentScripts: async (scripts: Scripting.RegisteredContentScript[]) => {
      for (const script of scripts) fake.registered.set(script.id, { ...fake.registered.get(script.id), ...script });
    },
    unregisterContentScripts: async ({ ids }: { ids: string[] }) => {
      for (const id of ids) fake.registered.delete(id);
    },
    executeScript: async ({ target, files }: { target: { tabId: number }; files: string[] }) => {
      fake.injected.push({ tabId: target.tabId, files });
      return [];
    },
  });
  return fake;
}
