import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { ButtonPorts } from '../../../lib/page/button-slot.ts';
import { leaveWhenOff, watchProduct } from '../../../lib/page/watch-product.ts';

const lamp = 'https://www.aliexpress.com/item/1005006338829917.html';
const chair = 'https://www.aliexpress.com/item/32962426410.html';
const search = 'https://www.aliexpress.com/w/wholesale-lamp.html';

/** The buttons that were asked for, the newest last. */
let shown: ButtonPorts[];
let leave: AbortController;
let navigation: EventTarget;
let sent: MockInstance<(message: unknown) => Promise<unknown>>;

const loaded = {
  ok: true,
  value: {
    place: { corner: 'bottom-left', collapsed: false },
    preset: { id: 'plain', name: 'Plain link', trackingId: null, rich: false },
  },
};

beforeEach(() => {
  shown = [];
  leave = new AbortController();
  navigation = new EventTarget();
  sent = vi.spyOn(fakeBrowser.runtime as { sendMessage(message: unknown): Promise<unknown> }, 'sendMessage');
  sent.mockResolvedValue(loaded);
  vi.stubGlobal('navigation', navigation);
  vi.stubGlobal('waybillMountButton', (ports: ButtonPorts) => shown.push(ports));
});

afterEach(() => {
  leave.abort();
  vi.unstubAllGlobals();
});

function at(url: string): void {
  vi.stubGlobal('location', new URL(url));
}

function goTo(url: string): void {
  at(url);
  navigation.dispatchEvent(new Event('currententrychange'));
}

describe('watching a page', () => {
  it('shows one button on a product page', async () => {
    at(lamp);
    watchProduct(leave.signal);
    await vi.waitFor(() => expect(shown).toHaveLength(1));
  });

  it('does nothing, and sends nothing, on other pages', async () => {
    at(search);
    watchProduct(leave.signal);
    await Promise.resolve();
    expect(sent).not.toHaveBeenCalled();
  });

  it('changes with the address: another product, no product, the first one again', async () => {
    at(lamp);
    watchProduct(leave.signal);
    await vi.waitFor(() => expect(shown).toHaveLength(1));
    goTo(chair);
    await vi.waitFor(() => expect(shown).toHaveLength(2));
    expect(shown[0]?.signal.aborted).toBe(true);
    goTo(search);
    expect(shown[1]?.signal.aborted).toBe(true);
    goTo(lamp);
    await vi.waitFor(() => expect(shown).toHaveLength(3));
  });

  it('keeps the button when only the rest of the address changes', async () => {
    at(lamp);
    watchProduct(leave.signal);
    await vi.waitFor(() => expect(shown).toHaveLength(1));
    goTo(`${lamp}?spm=a2g0o#nav-review`);
    await Promise.resolve();
    expect(shown).toHaveLength(1);
    expect(shown[0]?.signal.aborted).toBe(false);
  });

  it('waits with everything until a prerendered page is shown', async () => {
    at(lamp);
    Object.defineProperty(document, 'prerendering', { value: true, configurable: true });
    watchProduct(leave.signal);
    await Promise.resolve();
    expect(shown).toHaveLength(0);
    document.dispatchEvent(new Event('prerenderingchange'));
    await vi.waitFor(() => expect(shown).toHaveLength(1));
    Reflect.deleteProperty(document, 'prerendering');
  });

  it('asks for the post of this product, with the address reduced already', async () => {
    at(`${lamp}?pdp_npi=visitor-account`);
    watchProduct(leave.signal);
    await vi.waitFor(() => expect(shown).toHaveLength(1));
    await shown[0]?.makePost('plain');
    const payload = { url: lamp, presetId: 'plain', context: 'button' };
    expect(sent).toHaveBeenLastCalledWith({ waybill: 'post.make', payload });
  });

  it("tells the button that the page came through somebody's affiliate link", async () => {
    at(`${lamp}?aff_fcid=abc-1732-00001-_key`);
    watchProduct(leave.signal);
    await vi.waitFor(() => expect(shown).toMatchObject([{ tagged: true }]));
  });

  it('names the one product that a deal page is about', async () => {
    at('https://www.aliexpress.com/ssr/300000512/BundleDeals2?productIds=1005006338829917:12000036815593862');
    watchProduct(leave.signal);
    await vi.waitFor(() => expect(shown).toMatchObject([{ dealProduct: '1005006338829917' }]));
  });

  it('shows nothing where the background says that the button is off', async () => {
    sent.mockResolvedValue({ ok: true, value: null });
    at(lamp);
    watchProduct(leave.signal);
    await vi.waitFor(() => expect(sent).toHaveBeenCalled());
    expect(shown).toHaveLength(0);
  });

  it('says that the page must be reloaded once the extension was updated', async () => {
    at(lamp);
    watchProduct(leave.signal);
    await vi.waitFor(() => expect(shown).toHaveLength(1));
    vi.stubGlobal('browser', { runtime: undefined });
    vi.stubGlobal('chrome', { runtime: undefined });
    expect(await shown[0]?.makePost('plain')).toMatchObject({
      ok: false,
      failure: { hint: expect.stringContaining('Reload') },
    });
  });

  it('leaves the page when the background says that the button is off', async () => {
    const left = vi.fn();
    leaveWhenOff(left, leave.signal);
    const hear = (message: unknown) => fakeBrowser.runtime.onMessage.trigger(message, {}, () => undefined);
    void hear({ waybill: 'post.make' });
    expect(left).not.toHaveBeenCalled();
    void hear({ waybill: 'button.off' });
    expect(left).toHaveBeenCalledOnce();
  });
});
