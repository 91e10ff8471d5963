import { Settings2, TableProperties } from 'lucide';
import { Icon } from '../../components/Icon.tsx';
import { FailureNotice, Notice } from '../../components/Notice.tsx';
import { takeFocus } from '../../components/take-focus.ts';
import { failure } from '../../lib/contract/failure.ts';
import type { SettingsTrouble } from '../../lib/contract/messages.ts';
import { OtherPage } from './OtherPage.tsx';
import { openOptions } from './open-options.ts';
import { ProductPage } from './ProductPage.tsx';
import { Quota } from './Quota.tsx';
import type { Found } from './use-found.ts';
import { knownAccess, useFound } from './use-found.ts';

/** The toolbar popup: what this tab is, whether it pays, and the post to copy. */
export function Popup() {
  const found = useFound();
  const access = knownAccess(found);
  return (
    <>
      <header class="head">
        <img src="/icon/32.png" width="16" height="16" alt="" />
        <span class="name">Waybill</span>
        {access?.mode === 'sandbox' && <SandboxMark />}
        <nav>
          <a
            href="/desk.html"
            target="_blank"
            rel="noreferrer"
            title="Many links at once"
            aria-label="Many links at once"
          >
            <Icon of={TableProperties} />
          </a>
          <a href="/options.html" target="_blank" rel="noreferrer" title="Options" aria-label="Options">
            <Icon of={Settings2} />
          </a>
        </nav>
      </header>
      <main class="body">
        <Body found={found} />
      </main>
      {access && <Quota access={access} />}
    </>
  );
}

function Body({ found }: { found: Found }) {
  const { pairing, address, settings, presets } = found;
  if (pairing === null) return <NotPaired />;
  if (settings && !settings.ok) return <Troubled trouble={settings.trouble} />;
  if (presets?.length === 0) return <FailureNotice failure={failure('internal')} />;
  // Until it is known what the tab shows, the frame is that of a product: that is what the popup is opened for.
  if (address && address.kind !== 'product') return <OtherPage found={found} />;
  return <ProductPage found={found} product={address} />;
}

/** In the head, where it takes no room that anything below would have to give. */
function SandboxMark() {
  return (
    <strong class="mark" title="Links lead nowhere until the backend has real credentials.">
      Sandbox: earns nothing
    </strong>
  );
}

function NotPaired() {
  return (
    <>
      <Notice
        tone="plain"
        title="Waybill is not paired with a backend yet."
        text='Paste a pairing link into the options. Whoever runs the backend makes one with "npx waybill pair".'
      />
      <OpenOptions />
    </>
  );
}

function Troubled({ trouble }: { trouble: SettingsTrouble }) {
  return (
    <>
      <Notice tone="bad" title={trouble.message} text={trouble.hint} />
      <OpenOptions />
    </>
  );
}

function OpenOptions() {
  return (
    <button type="button" class="button primary" onClick={openOptions} ref={takeFocus}>
      Open options
    </button>
  );
}
