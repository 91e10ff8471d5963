import { vi } from 'vitest';
import { browser } from '../../../lib/browser.ts';
import type { MadeLink } from '../../../lib/contract/links.ts';
import type { Copied, PressTools, Said } from '../../../lib/page/copy-in-page-slot.ts';
import { offerPressTools } from '../../../lib/page/copy-in-page-slot.ts';
import { writePairing } from '../../../lib/storage/pairing.ts';

export const LAMP = 'https://www.aliexpress.com/item/1005006338829917.html';
export const CHAIR = 'https://www.aliexpress.com/item/32962426410.html';

type Options = {
  /** Whether the browser lets the extension into the page. Default: yes. */
  open?: boolean;
  /** Whether the page may write to the clipboard now. Default: yes. */
  activated?: boolean;
  /** Whether `clipboardWrite` is granted. Default: no. */
  allowed?: boolean;
  selectedLinks?: string[];
};

export type FakePage = {
  /** What the page told the person, in order. */
  said: Said[];
  /** What came into the clipboard. */
  copied: Copied[];
  /** Whether the copy was started as rich, and whether without a press. */
  started: { rich: boolean; allowed: boolean }[];
  badges: string[];
  opened: string[];
  popups: number;
};

/** A page that a press goes into: the injected functions run here, as they do in the tab. */
export function fakePage(options: Options = {}): FakePage {
  const { open = true, activated = true, allowed = false, selectedLinks = [] } = options;
  const page: FakePage = { said: [], copied: [], started: [], badges: [], opened: [], popups: 0 };
  const tools: PressTools = {
    startCopy(rich, isAllowed) {
      if (!activated && !isAllowed) return false;
      page.started.push({ rich, allowed: isAllowed });
      return true;
    },
    async finishCopy(made) {
      if (made.ok) page.copied.push(made.value);
      return made.ok;
    },
    say: (said) => void page.said.push(said),
    selectedLinks: () => selectedLinks,
  };
  globalThis.waybillPress = undefined;
  Object.assign(browser.scripting, {
    executeScript: async ({ files, func, args = [] }: Injection) => {
      if (!open) throw new Error('Cannot access a chrome:// URL');
      if (files) offerPressTools(tools);
      return [{ frameId: 0, result: await func?.(...args) }];
    },
  });
  vi.spyOn(browser.permissions, 'contains').mockImplementation(async ({ permissions = [] }) =>
    permissions.length > 0 ? allowed : false,
  );
  Object.assign(browser.action, {
    openPopup: async () => {
      page.popups += 1;
    },
    setBadgeText: async ({ text }: { text: string }) => void page.badges.push(text),
    setBadgeBackgroundColor: async () => undefined,
    setBadgeTextColor: async () => undefined,
    setTitle: async () => undefined,
  });
  vi.spyOn(browser.tabs, 'create').mockImplementation(async ({ url = '' }) => {
    page.opened.push(url);
    return {} as never;
  });
  return page;
}

type Injection = { files?: string[]; func?: (...args: unknown[]) => unknown; args?: unknown[] };

const refused = { ok: false, code: 'not_in_programme', message: 'No link for this product.', retryable: false };

/** A backend that makes a link of every address but those that hold one of `without`; it knows no product. */
export async function fakeBackend(without: string[] = []) {
  await writePairing({ name: 'laptop', publicUrl: 'http://127.0.0.1:8787', token: 'wb_t', access: null });
  const fetch = vi.fn<typeof globalThis.fetch>(async (input, init) => {
    if (!String(input).endsWith('/v1/links')) return Response.json({}, { status: 404 });
    const { urls } = JSON.parse(String(init?.body)) as { urls: string[] };
    return Response.json({
      links: urls.map((url) => (without.some((part) => url.includes(part)) ? { ...refused, input: url } : made(url))),
    });
  });
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

export function made(input: string): MadeLink {
  return {
    ok: true,
    input,
    productId: /\d{6,}/.exec(input)?.[0] ?? null,
    canonicalUrl: input,
    url: `https://s.click.aliexpress.com/e/_made${/\d{6,}/.exec(input)?.[0]?.slice(-4) ?? 'page'}`,
    trackingId: 'blog',
    linkType: 'normal',
    createdAt: '2026-11-22T12:00:00.000Z',
    source: 'gateway',
    sandbox: false,
  };
}
