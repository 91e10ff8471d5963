import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Outcome } from '../../../lib/contract/outcome.ts';
import { done, failed } from '../../../lib/contract/outcome.ts';
import { copyPending } from '../../../lib/page/clipboard.ts';

const post = { text: 'A lamp https://s.click.aliexpress.com/e/_sandboxabc' };

const write = vi.fn<(items: { items: Record<string, Promise<Blob>> }[]) => Promise<void>>();

beforeEach(() => {
  write.mockReset();
  Object.defineProperty(navigator, 'clipboard', { value: { write }, configurable: true });
  vi.stubGlobal(
    'ClipboardItem',
    class {
      items: Record<string, Promise<Blob>>;
      constructor(items: Record<string, Promise<Blob>>) {
        this.items = items;
      }
    },
  );
});

describe('copying a text that is still being made', () => {
  it('starts writing inside the press, before the text is there', async () => {
    const making = Promise.withResolvers<Outcome<{ text: string; html?: string }>>();
    write.mockImplementation(async ([item]) => void (await item?.items['text/plain']));
    const copying = copyPending(making.promise, false);
    expect(write).toHaveBeenCalledOnce();
    making.resolve(done(post));
    expect(await copying).toEqual(done(post));
    const blob = await write.mock.calls[0]?.[0][0]?.items['text/plain'];
    expect(await blob?.text()).toBe(post.text);
  });

  it('adds the rich form where the channel pastes rich', async () => {
    write.mockResolvedValue();
    await copyPending(Promise.resolve(done({ text: '<b>A lamp</b>', html: '<p><b>A lamp</b></p>' })), true);
    const items = write.mock.calls[0]?.[0][0]?.items ?? {};
    expect(await (await items['text/plain'])?.text()).toBe('<b>A lamp</b>');
    expect(await (await items['text/html'])?.text()).toBe('<p><b>A lamp</b></p>');
  });

  it("says why the text could not be made, in that failure's own words", async () => {
    write.mockImplementation(async ([item]) => void (await item?.items['text/plain']));
    expect(await copyPending(Promise.resolve(failed('quota_exhausted')), true)).toEqual(failed('quota_exhausted'));
  });

  it('says so when the browser refuses', async () => {
    write.mockRejectedValue(new DOMException('no', 'NotAllowedError'));
    expect(await copyPending(Promise.resolve(done(post)), false)).toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining('clipboard') },
    });
  });

  it('says so on a page that has no clipboard at all', async () => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
    expect(await copyPending(Promise.resolve(done(post)), false)).toMatchObject({ ok: false });
  });
});
