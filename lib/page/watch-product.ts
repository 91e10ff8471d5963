import type { Outcome } from '../contract/outcome.ts';
import { ExtensionGone, send } from '../messaging/send.ts';
import { nativeRuntime } from '../native-runtime.ts';
import { parseAliExpressUrl } from '../product/address.ts';
import { isButtonOff } from './button-off.ts';
import { offeredButton } from './button-slot.ts';

/**
 * Shows the button while the page's address names a product, and takes it away when it no longer does. Reads nothing
 * of the page but its address, and sends nothing about it before a press.
 *
 * @param signal aborted when this script is to leave the page.
 */
export function watchProduct(signal: AbortSignal): void {
  let shown: { productId: string; leave: AbortController } | undefined;

  function look(): void {
    const address = parseAliExpressUrl(location.href);
    const productId = address.kind === 'product' ? address.productId : undefined;
    if (productId === shown?.productId) return;
    shown?.leave.abort();
    shown = productId === undefined ? undefined : { productId, leave: new AbortController() };
    if (shown) void showButton(AbortSignal.any([signal, shown.leave.signal]));
  }

  whenVisible(signal, () => {
    look();
    // `currententrychange` comes after the address has changed, for every kind of navigation inside a document.
    navigation.addEventListener('currententrychange', look, { signal });
    window.addEventListener('pageshow', look, { signal });
  });
}

/** Leaves the page when the background says that the button is off. */
export function leaveWhenOff(leave: () => void, signal: AbortSignal): void {
  const listen = (message: unknown): undefined => {
    if (isButtonOff(message)) leave();
  };
  nativeRuntime()?.onMessage.addListener(listen);
  signal.addEventListener('abort', () => nativeRuntime()?.onMessage.removeListener(listen), { once: true });
}

/** A prerendered page may never be seen: nothing is done for it before it is. */
function whenVisible(signal: AbortSignal, start: () => void): void {
  if ('prerendering' in document && document.prerendering) {
    document.addEventListener('prerenderingchange', start, { once: true, signal });
  } else {
    start();
  }
}

async function showButton(signal: AbortSignal): Promise<void> {
  if (!offeredButton()) await send('button.load', {}).catch(unlessGone(undefined));
  if (signal.aborted) return;
  offeredButton()?.({ signal, makeLink: () => send('link.make', { url: location.href }).catch(unlessGone(updated)) });
}

/** The page has outlived the extension: the old button can do nothing more than say so. */
const updated: Outcome<never> = {
  ok: false,
  failure: {
    code: 'internal',
    message: 'Waybill was updated.',
    hint: 'Reload this page, then press again.',
    retryable: false,
  },
};

function unlessGone<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof ExtensionGone) return instead;
    throw error;
  };
}
