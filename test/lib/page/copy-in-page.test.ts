import { beforeEach, describe, expect, it, vi } from 'vitest';
import { done, failed } from '../../../lib/contract/outcome.ts';
import { copyInSteps, selectedLinks } from '../../../lib/page/copy-in-page.ts';

type Items = { items: Record<string, Promise<Blob>> };
const write = vi.fn<(items: Items[]) => Promise<void>>();

function pageIs(state: { activated: boolean }): void {
  Object.defineProperty(navigator, 'userActivation', { value: { isActive: state.activated }, configurable: true });
}

beforeEach(() => {
  write.mockReset();
  write.mockImplementation(async ([item]) => {
    await Promise.all(Object.values(item?.items ?? {}));
  });
  Object.defineProperty(navigator, 'clipboard', { value: { write }, configurable: true });
  vi.stubGlobal(
    'ClipboardItem',
    class {
      items: Items['items'];
      constructor(items: Items['items']) {
        this.items = items;
      }
    },
  );
});

describe('copying in the page for a press from outside it', () => {
  it('opens the clipboard at once, and fills it when the text is there', async () => {
    pageIs({ activated: true });
    const { startCopy, finishCopy } = copyInSteps();
    expect(startCopy(true, false)).toBe(true);
    expect(write).toHaveBeenCalledOnce();
    expect(await finishCopy(done({ text: 'A lamp', html: '<b>A lamp</b>' }))).toBe(true);
    const items = write.mock.calls[0]?.[0][0]?.items ?? {};
    expect(await (await items['text/plain'])?.text()).toBe('A lamp');
    expect(await (await items['text/html'])?.text()).toBe('<b>A lamp</b>');
  });

  it('never touches the clipboard without a press, so that the browser never asks for the page', () => {
    pageIs({ activated: false });
    expect(copyInSteps().startCopy(false, false)).toBe(false);
    expect(write).not.toHaveBeenCalled();
  });

  it('does without a press where the person has granted the clipboard', () => {
    pageIs({ activated: false });
    expect(copyInSteps().startCopy(false, true)).toBe(true);
  });

  it('says no when the browser refused, when there was nothing to copy, and when nothing was started', async () => {
    pageIs({ activated: true });
    const { startCopy, finishCopy } = copyInSteps();
    expect(await finishCopy(done({ text: 'A lamp' }))).toBe(false);
    startCopy(false, false);
    expect(await finishCopy(failed('gateway_busy'))).toBe(false);
    write.mockRejectedValue(new DOMException('no', 'NotAllowedError'));
    startCopy(false, false);
    expect(await finishCopy(done({ text: 'A lamp' }))).toBe(false);
  });
});

describe('the links of the selection', () => {
  it('are where the selected links lead, and none without a selection', () => {
    document.body.innerHTML = '<p>one <a href="/item/1.html">a</a></p><p id="two"><a href="/item/2.html">b</a></p>';
    document.getSelection()?.removeAllRanges();
    expect(selectedLinks()).toEqual([]);
    const second = document.getElementById('two');
    const containsNode = (link: Node) => second?.contains(link) ?? false;
    vi.spyOn(document, 'getSelection').mockReturnValue({ isCollapsed: false, containsNode } as never);
    expect(selectedLinks()).toEqual([new URL('/item/2.html', location.href).href]);
  });
});
