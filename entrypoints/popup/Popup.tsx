import { Settings2 } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../components/Icon.tsx';
import { Notice } from '../../components/Notice.tsx';
import { SandboxBar } from '../../components/SandboxBar.tsx';
import { browser } from '../../lib/browser.ts';
import type { Me } from '../../lib/contract/access.ts';
import type { Pairing } from '../../lib/contract/messages.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import { ask } from '../../lib/messaging/ask.ts';
import { destinationOf, parseAliExpressUrl } from '../../lib/product/address.ts';
import { LinkMaker } from './LinkMaker.tsx';

/** Undefined while it is being found out. */
type Found = { pairing?: Pairing | null; access?: Outcome<Me>; address?: ReturnType<typeof destinationOf> };

/** The toolbar popup: what this tab is, and its link. */
export function Popup() {
  const found = useFound();
  const me = known(found);
  return (
    <>
      <header class="head">
        <img src="/icon/32.png" width="16" height="16" alt="" />
        <span class="name">Waybill</span>
        <a href="/options.html" target="_blank" rel="noreferrer" title="Options" aria-label="Options">
          <Icon of={Settings2} />
        </a>
      </header>
      {me?.mode === 'sandbox' && <SandboxBar />}
      <section class="label">
        <Body found={found} />
      </section>
    </>
  );
}

/** What the backend said of this access: just now, or the last time. */
function known({ pairing, access }: Found): Me | undefined {
  return access?.ok ? access.value : (pairing?.access ?? undefined);
}

function Body({ found }: { found: Found }) {
  const { pairing, access, address } = found;
  if (pairing === undefined || address === undefined) return null;
  if (pairing === null) return <NotPaired />;
  if (address.kind !== 'product') return <NotAProduct />;
  const problem = access && !access.ok ? access.failure : undefined;
  return <LinkMaker address={address} me={known(found)} problem={problem} />;
}

function NotPaired() {
  return (
    <>
      <Notice
        tone="plain"
        title="Waybill is not paired with a backend yet."
        text='Run "npx waybill pair" where your backend runs, and paste the link that it prints into the options.'
      />
      <button
        type="button"
        class="button primary"
        onClick={() => void browser.runtime.openOptionsPage().then(() => window.close())}
      >
        Open options
      </button>
    </>
  );
}

function NotAProduct() {
  return (
    <Notice
      tone="plain"
      title="This tab is not an AliExpress product page."
      text="Open a product on AliExpress, then press here again."
    />
  );
}

/** Each part is asked for on its own, so that the frame is there at once and no part waits for another. */
function useFound(): Found {
  const [found, setFound] = useState<Found>({});
  useEffect(() => {
    const add = (part: Found) => setFound((before) => ({ ...before, ...part }));
    void activeAddress().then((address) => add({ address }));
    void ask('pairing.read', {}).then((answer) => add({ pairing: answer.ok ? answer.value : null }));
    void ask('access.read', {}).then((access) => add({ access }));
  }, []);
  return found;
}

/** Opening the popup is the act that lets the browser tell the tab's address. */
async function activeAddress(): Promise<ReturnType<typeof destinationOf>> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return destinationOf(parseAliExpressUrl(tab?.url ?? ''));
}
