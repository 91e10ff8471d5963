import { render } from 'preact';
import type { ButtonPorts } from '../../lib/page/button-slot.ts';
import theme from '../theme.css?inline';
import { PageButton } from './PageButton.tsx';
import style from './page-button.css?inline';

/** The one element that Waybill adds to a page. */
export const BUTTON_ELEMENT = 'waybill-button';

/** Adds the button to the page until the signal says that it must go. */
export function mountPageButton({ makeLink, signal }: ButtonPorts): void {
  whenBody(() => {
    // A button of an older instance whose context is gone cannot take itself away.
    for (const old of document.querySelectorAll(BUTTON_ELEMENT)) old.remove();
    const host = document.createElement(BUTTON_ELEMENT);
    const root = host.attachShadow({ mode: 'open' });
    render(
      <>
        <style>{theme + style}</style>
        <PageButton makeLink={makeLink} />
      </>,
      root,
    );
    document.body.append(host);
    const guard = keepInPage(host);
    signal.addEventListener('abort', () => {
      guard.disconnect();
      render(null, root);
      host.remove();
    });
  }, signal);
}

function whenBody(start: () => void, signal: AbortSignal): void {
  if (document.readyState !== 'loading') start();
  else document.addEventListener('DOMContentLoaded', start, { once: true, signal });
}

/** A page that replaces its whole body takes the button with it; it is put back. */
function keepInPage(host: HTMLElement): MutationObserver {
  const guard = new MutationObserver(() => {
    if (!host.isConnected && document.body) document.body.append(host);
  });
  guard.observe(document.documentElement, { childList: true });
  return guard;
}
