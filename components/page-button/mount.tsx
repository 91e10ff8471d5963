import { render } from 'preact';
import type { ButtonPlace } from '../../lib/contract/messages.ts';
import type { ButtonPorts } from '../../lib/page/button-slot.ts';
import theme from '../theme.css?inline';
import { PageButton } from './PageButton.tsx';
import style from './page-button.css?inline';

/** The one element that Waybill adds to a page. */
const BUTTON_ELEMENT = 'waybill-button';

/** Adds the button to the page until the signal says that it must go. */
export function mountPageButton({ signal, ...ports }: ButtonPorts): void {
  whenBody(() => {
    // A button of an older instance whose context is gone cannot take itself away.
    for (const old of document.querySelectorAll(BUTTON_ELEMENT)) old.remove();
    const host = document.createElement(BUTTON_ELEMENT);
    const root = host.attachShadow({ mode: 'open' });
    const sit = ({ corner }: ButtonPlace) => host.setAttribute('corner', corner);
    sit(ports.place);
    render(
      <>
        <style>{theme + style}</style>
        <PageButton {...ports} onPlace={sit} />
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
