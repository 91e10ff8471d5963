import type { Outcome } from '../contract/outcome.ts';
import { ExtensionGone, send } from '../messaging/send.ts';
import { nativeRuntime } from '../native-runtime.ts';
import type { ProductAddress } from '../product/product-address.ts';
import { productAt } from '../product/product-address.ts';
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
    const product = productAt(new URL(location.href));
    if (product?.productId === shown?.productId) return;
    shown?.leave.abort();
    shown = product && { productId: product.productId, leave: new AbortController() };
    if (product && shown) void showButton(product, AbortSignal.any([signal, shown.leave.signal]));
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

async function showButton(product: ProductAddress, signal: AbortSignal): Promise<void> {
  const loaded = await orUpdated(send('button.load', {}));
  if (signal.aborted || !loaded.ok || !loaded.value) return;
  offeredButton()?.({
    ...loaded.value,
    signal,
    tagged: product.tagged,
    dealProduct: product.shape.endsWith('-productIds') ? product.productId : undefined,
    listPresets: () => orUpdated(send('presets.list', { context: 'button' })),
    makePost: (presetId) => orUpdated(send('post.make', { url: product.canonicalUrl, presetId, context: 'button' })),
    keepPlace: (place) => void orUpdated(send('button.place', place)),
    switchOff: () => void orUpdated(send('button.leave', {})),
  });
}

/** A page that has outlived the extension can do nothing more than say so. */
async function orUpdated<T>(answer: Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ExtensionGone) return updated;
    throw error;
  }
}

const updated: Outcome<never> = {
  ok: false,
  failure: {
    code: 'internal',
    message: 'Waybill was updated.',
    hint: 'Reload this page, then press again.',
    retryable: false,
  },
};
