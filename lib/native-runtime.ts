import type { Runtime } from './browser.ts';

type NativeRuntime = Pick<Runtime.Static, 'id' | 'sendMessage' | 'onMessage'>;

/** Firefox and Chromium from 148 call it `browser`, older Chromium `chrome`; all of them answer with promises. */
type Names = { browser?: { runtime?: NativeRuntime }; chrome?: { runtime?: NativeRuntime } };

/**
 * The browser's own messaging, for what also runs inside AliExpress pages, where webextension-polyfill would be half of
 * the script. Everything else imports `browser` from lib/browser.ts.
 *
 * @returns undefined once the extension was updated or removed underneath the page.
 */
export function nativeRuntime(): NativeRuntime | undefined {
  const { browser, chrome } = globalThis as Names;
  const runtime = browser?.runtime ?? chrome?.runtime;
  return runtime?.id ? runtime : undefined;
}
