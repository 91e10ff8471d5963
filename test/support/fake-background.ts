import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser } from '../../lib/browser.ts';
import { messages } from '../../lib/contract/messages.ts';
import { failed } from '../../lib/contract/outcome.ts';
import { answer, type Handlers } from '../../lib/messaging/answer.ts';

/** A background that answers a page with these, and says that it cannot to everything else. */
export function fakeBackground(some: Partial<Handlers>): void {
  const silent = async () => failed('internal');
  const all = Object.fromEntries(Object.keys(messages).map((name) => [name, silent])) as unknown as Handlers;
  answer({ ...all, ...some });
  const sender = { id: browser.runtime.id, url: browser.runtime.getURL('options.html') };
  const trigger = (message: unknown, respond: (answer: unknown) => void) =>
    fakeBrowser.runtime.onMessage.trigger(message, sender as never, respond);
  vi.spyOn(browser.runtime, 'sendMessage').mockImplementation(
    (message: unknown) => new Promise((resolve) => void trigger(message, resolve)),
  );
}

/** Permissions as a person answers them: everything asked for together is granted or refused together. */
export function fakePermissions(isGranted: boolean): { asked: string[][] } {
  const asked: string[][] = [];
  vi.spyOn(browser.permissions, 'contains').mockImplementation(async () => false);
  vi.spyOn(browser.permissions, 'request').mockImplementation(async ({ origins = [] }) => {
    asked.push([...origins]);
    return isGranted;
  });
  return { asked };
}
