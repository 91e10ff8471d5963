import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PageButton } from '../../components/page-button/PageButton.tsx';
import type { Failure } from '../../lib/contract/failure.ts';
import { failure } from '../../lib/contract/failure.ts';
import type { MadeLink } from '../../lib/contract/links.ts';
import type { Post, PresetChoice } from '../../lib/contract/messages.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import { done, failed } from '../../lib/contract/outcome.ts';

const link: MadeLink = {
  ok: true,
  input: 'https://www.aliexpress.com/item/1005006338829917.html',
  productId: '1005006338829917',
  canonicalUrl: 'https://www.aliexpress.com/item/1005006338829917.html',
  url: 'https://s.click.aliexpress.com/e/_c4NPFqKp',
  trackingId: 'blog-2026',
  linkType: 'normal',
  createdAt: '2026-11-22T12:00:00.000Z',
  source: 'gateway',
  sandbox: false,
};

beforeEach(() => {
  Object.defineProperty(navigator, 'clipboard', { value: { write: async () => undefined }, configurable: true });
  vi.stubGlobal('ClipboardItem', class {});
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A press as the browser marks it when a person did it. */
function press(target: HTMLElement = theButton()): void {
  const click = new MouseEvent('click', { bubbles: true });
  Object.defineProperty(click, 'isTrusted', { value: true });
  fireEvent(target, click);
}

const plain: PresetChoice = { id: 'plain', name: 'Plain link', trackingId: null, rich: false };
const blog: PresetChoice = { id: 'blog', name: 'Blog (HTML)', trackingId: 'blog-2026', rich: true };

const posted = (made: Outcome<MadeLink>, withoutFacts?: Failure): Outcome<Post> =>
  made.ok ? done({ text: made.value.url, link: made.value, preset: plain, withoutFacts }) : made;

type Changed = { tagged?: boolean; collapsed?: boolean; withoutFacts?: Failure };

function show(outcome: Outcome<MadeLink>, changed: Changed = {}) {
  const ports = {
    place: { corner: 'bottom-left' as const, collapsed: changed.collapsed ?? false },
    preset: plain,
    tagged: changed.tagged ?? false,
    dealProduct: undefined,
    listPresets: vi.fn(async () => done([plain, blog])),
    makePost: vi.fn(async (_presetId: string) => posted(outcome, changed.withoutFacts)),
    keepPlace: vi.fn(),
    switchOff: vi.fn(),
    onPlace: vi.fn(),
  };
  render(<PageButton {...ports} />);
  return ports;
}

const theButton = () => screen.getByRole('button', { name: /^(?!Waybill)/ });

describe('the in-page button', () => {
  it('names the tracking id under which the copied link goes out', async () => {
    show(done(link));
    press();
    expect((await screen.findByRole('button', { name: 'Copied · id blog-2026' })).textContent).not.toContain('Sandbox');
  });

  it('marks a link of the sandbox as one that earns nothing', async () => {
    show(done({ ...link, sandbox: true }));
    press();
    expect((await screen.findByRole('button', { name: /Copied/ })).textContent).toContain('earns nothing');
  });

  it('says what went wrong and what to do', async () => {
    show(failed('tracking_id_rejected', { message: 'AliExpress refused tracking id blog-2026.', hint: 'Check it.' }));
    press();
    const button = await screen.findByRole('button', { name: /refused tracking id blog-2026/ });
    expect(button.textContent).toContain('Check it.');
  });

  it('says when to come back by the clock of the person', async () => {
    show(failed('quota_exhausted', { message: 'Used up.', retryAt: new Date(Date.now() + 90_000).toISOString() }));
    press();
    expect((await screen.findByRole('button', { name: /Used up/ })).textContent).toBe(
      'Used up.Calls come back in 2 minutes.',
    );
  });

  it('says when the text that was copied names no product, and why', async () => {
    show(done(link), { withoutFacts: failure('gateway_unavailable') });
    press();
    expect((await screen.findByRole('button', { name: /Copied/ })).textContent).toContain(
      'Without the product’s facts: AliExpress did not answer.',
    );
  });

  it('says the outcome aloud', async () => {
    show(done(link));
    expect(screen.getByRole('status').textContent).toBe('');
    press();
    await screen.findByRole('button', { name: /Copied/ });
    expect(screen.getByRole('status').textContent).toContain('Copied · id blog-2026');
  });

  it('rests again after four seconds, but keeps a failure until it is pressed again', async () => {
    vi.useFakeTimers();
    show(done(link));
    press();
    await vi.advanceTimersByTimeAsync(3900);
    expect(theButton().textContent).toContain('Copied');
    await vi.advanceTimersByTimeAsync(200);
    expect(theButton().textContent).toBe('Copy link');
    cleanup();
    show(failed('backend_unreachable'));
    press();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(theButton().textContent).toContain('does not answer');
  });

  it('asks once however often it is pressed while it works', async () => {
    const { makePost } = show(done(link));
    makePost.mockReturnValue(new Promise(() => undefined));
    press();
    await screen.findByRole('button', { name: 'Making the link…' });
    press();
    press();
    expect(makePost).toHaveBeenCalledOnce();
  });

  it("takes no press that is not a person's", () => {
    const { makePost } = show(done(link));
    fireEvent.click(theButton());
    expect(makePost).not.toHaveBeenCalled();
  });

  it("asks before it makes a link on a page that came through another publisher's link", async () => {
    const { makePost } = show(done(link), { tagged: true });
    press();
    await screen.findByRole('button', { name: /another publisher’s link/ });
    expect(makePost).not.toHaveBeenCalled();
    press();
    await screen.findByRole('button', { name: /Copied/ });
  });

  it('collapsed is an icon with a name, and still tells the outcome in words', async () => {
    show(done(link), { collapsed: true });
    expect(theButton().textContent).toBe('');
    expect(theButton().getAttribute('aria-label')).toBe('Copy link');
    press();
    await screen.findByRole('button', { name: /Copied/ });
  });
});

describe('its menu', () => {
  async function openMenu() {
    press(screen.getByRole('button', { name: 'Waybill: presets and place' }));
    await screen.findByRole('menuitemradio', { name: /Blog \(HTML\)/ });
  }

  it('copies with another preset, and keeps to it', async () => {
    const { makePost } = show(done(link));
    await openMenu();
    press(screen.getByRole('menuitemradio', { name: /Blog \(HTML\)/ }));
    await screen.findByRole('button', { name: /Copied/ });
    expect(makePost).toHaveBeenCalledWith('blog');
    expect(screen.queryByRole('menu')).toBeNull();
    press();
    await vi.waitFor(() => expect(makePost).toHaveBeenCalledTimes(2));
    expect(makePost).toHaveBeenLastCalledWith('blog');
  });

  it('moves the button and remembers where', async () => {
    const { keepPlace, onPlace } = show(done(link));
    await openMenu();
    press(screen.getByRole('menuitemradio', { name: 'Top right' }));
    expect(onPlace).toHaveBeenCalledWith({ corner: 'top-right', collapsed: false });
    expect(keepPlace).toHaveBeenCalledWith({ corner: 'top-right', collapsed: false });
  });

  it('turns the button off', async () => {
    const { switchOff } = show(done(link));
    await openMenu();
    press(screen.getByRole('menuitem', { name: 'Turn the button off' }));
    expect(switchOff).toHaveBeenCalledOnce();
  });

  it('goes by arrow keys, and closes with Escape', async () => {
    show(done(link));
    await openMenu();
    const first = screen.getByRole('menuitemradio', { name: 'Plain link' });
    await vi.waitFor(() => expect(document.activeElement).toBe(first));
    fireEvent.keyDown(first, { key: 'ArrowUp' });
    expect(document.activeElement?.textContent).toBe('Turn the button off');
    fireEvent.keyDown(document.activeElement ?? first, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(first);
    fireEvent.keyDown(first, { key: 'Escape' });
    await vi.waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Waybill: presets and place');
  });
});
