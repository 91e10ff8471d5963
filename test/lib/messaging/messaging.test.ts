import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser } from '../../../lib/browser.ts';
import { messages } from '../../../lib/contract/messages.ts';
import { done, failed } from '../../../lib/contract/outcome.ts';
import { answer, type Handlers, refusal, type Sender } from '../../../lib/messaging/answer.ts';
import { ask } from '../../../lib/messaging/ask.ts';
import { send } from '../../../lib/messaging/send.ts';

const ours = { id: 'waybill', origin: 'chrome-extension://waybill/' };
const fromPage: Sender = { id: ours.id, url: 'chrome-extension://waybill/popup.html' };
const fromTab: Sender = {
  id: ours.id,
  url: 'https://www.aliexpress.com/item/1.html',
  tab: { id: 1, index: 0 } as NonNullable<Sender['tab']>,
  frameId: 0,
};

function handlersWith(some: Partial<Handlers>): Handlers {
  const unexpected = () => Promise.reject(new Error('not asked for here'));
  const all = Object.fromEntries(Object.keys(messages).map((name) => [name, unexpected])) as unknown as Handlers;
  return {
    ...all,
    ...some,
  };
}

describe('who may send what', () => {
  it("lets the extension's own pages send everything", () => {
    expect(refusal('pairing.redeem', fromPage, ours)).toBeUndefined();
    expect(refusal('post.make', fromPage, ours)).toBeUndefined();
  });

  it('lets scripts in pages make links and ask for the button, and nothing else', () => {
    expect(refusal('post.make', fromTab, ours)).toBeUndefined();
    expect(refusal('button.load', fromTab, ours)).toBeUndefined();
    expect(refusal('pairing.read', fromTab, ours)).toBeDefined();
    expect(refusal('pairing.redeem', fromTab, ours)).toBeDefined();
    expect(refusal('access.read', fromTab, ours)).toBeDefined();
    expect(refusal('settings.read', fromTab, ours)).toBeDefined();
    expect(refusal('everything.delete', fromTab, ours)).toBeDefined();
    expect(refusal('button.switch', fromTab, ours)).toBeDefined();
  });

  it('refuses frames inside a page, other extensions, and pages that imitate our address', () => {
    expect(refusal('post.make', { ...fromTab, frameId: 3 }, ours)).toBeDefined();
    expect(refusal('post.make', { ...fromPage, id: 'another' }, ours)).toBeDefined();
    expect(refusal('pairing.read', { ...fromTab, url: 'https://chrome-extension://waybill/' }, ours)).toBeDefined();
  });
});

describe('a question to the background', () => {
  it('comes back parsed', async () => {
    answer(
      handlersWith({
        'pairing.read': async () => done({ name: 'laptop', publicUrl: 'http://127.0.0.1:8787', access: null }),
      }),
    );
    fakePageSender();
    expect(await ask('pairing.read', {})).toEqual(
      done({ name: 'laptop', publicUrl: 'http://127.0.0.1:8787', access: null }),
    );
  });

  it('brings a failure back as data', async () => {
    answer(handlersWith({ 'access.read': async () => failed('quota_exhausted') }));
    fakePageSender();
    expect(await ask('access.read', {})).toEqual(failed('quota_exhausted'));
  });

  it('brings a crash back as a failure', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    answer(handlersWith({ 'access.read': () => Promise.reject(new TypeError('boom')) }));
    fakePageSender();
    expect(await ask('access.read', {})).toMatchObject({ ok: false, failure: { code: 'internal' } });
  });

  it('takes an answer of the wrong shape for a failure, not for a value', async () => {
    answer(handlersWith({ 'pairing.read': async () => done({ name: 7 }) as never }));
    fakePageSender();
    expect(await ask('pairing.read', {})).toMatchObject({ ok: false, failure: { code: 'internal' } });
  });

  it('takes no answer for a failure', async () => {
    vi.spyOn(browser.runtime, 'sendMessage').mockResolvedValue(undefined);
    expect(await send('pairing.read', {})).toMatchObject({ ok: false, failure: { code: 'internal', retryable: true } });
  });

  it('leaves messages that are not ours to others', () => {
    const add = vi.spyOn(browser.runtime.onMessage, 'addListener');
    answer(handlersWith({}));
    const listen = add.mock.calls[0]?.[0] as (message: unknown, sender: Sender, respond: () => void) => unknown;
    expect(listen({ type: 'something else' }, fromPage, () => undefined)).toBeUndefined();
    expect(listen('text', fromPage, () => undefined)).toBeUndefined();
    expect(listen({ waybill: 'toString', payload: {} }, fromPage, () => undefined)).toBeUndefined();
  });
});

/** The fake browser names no sender; a page of the extension is what these tests speak for. */
function fakePageSender(): void {
  const sender = { id: browser.runtime.id, url: browser.runtime.getURL('popup.html') };
  const trigger = (message: unknown, respond: (answer: unknown) => void) =>
    fakeBrowser.runtime.onMessage.trigger(message, sender as never, respond);
  vi.spyOn(browser.runtime, 'sendMessage').mockImplementation(
    (message: unknown) => new Promise((resolve) => void trigger(message, resolve)),
  );
}
