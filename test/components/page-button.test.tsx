import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PageButton } from '../../components/page-button/PageButton.tsx';
import type { MadeLink } from '../../lib/contract/links.ts';
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
function press(): void {
  const click = new MouseEvent('click', { bubbles: true });
  Object.defineProperty(click, 'isTrusted', { value: true });
  fireEvent(screen.getByRole('button'), click);
}

function show(outcome: Outcome<MadeLink>) {
  const makeLink = vi.fn(async () => outcome);
  render(<PageButton makeLink={makeLink} />);
  return makeLink;
}

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
    expect(screen.getByRole('button').textContent).toContain('Copied');
    await vi.advanceTimersByTimeAsync(200);
    expect(screen.getByRole('button').textContent).toBe('Copy link');
    cleanup();
    show(failed('backend_unreachable'));
    press();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(screen.getByRole('button').textContent).toContain('does not answer');
  });

  it('asks once however often it is pressed while it works', async () => {
    const makeLink = vi.fn(() => new Promise<Outcome<MadeLink>>(() => undefined));
    render(<PageButton makeLink={makeLink} />);
    press();
    await screen.findByRole('button', { name: 'Making the link…' });
    press();
    press();
    expect(makeLink).toHaveBeenCalledOnce();
  });

  it("takes no press that is not a person's", () => {
    const makeLink = show(done(link));
    fireEvent.click(screen.getByRole('button'));
    expect(makeLink).not.toHaveBeenCalled();
  });
});
