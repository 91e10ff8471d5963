import { AppWindow } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../components/Icon.tsx';
import { openTabAddresses, tabsAreVisible } from './open-tabs.ts';

/** Fills the box from the open tabs. The browser may ask first, and only because of this press. */
export function TabsButton({ onAddresses }: { onAddresses(addresses: string[]): void }) {
  const [visible, setVisible] = useState(false);
  const [said, setSaid] = useState('');
  useEffect(() => {
    void tabsAreVisible().then(setVisible);
  }, []);

  async function press() {
    const addresses = await openTabAddresses(visible);
    setSaid(wordsFor(addresses));
    if (addresses) onAddresses(addresses);
  }

  return (
    <span class="row">
      <span class="quiet" role="status">
        {said}
      </span>
      <button type="button" class="button small" onClick={() => void press()}>
        <Icon of={AppWindow} />
        Add open AliExpress tabs
      </button>
    </span>
  );
}

function wordsFor(addresses: string[] | undefined): string {
  if (!addresses) return 'Without the permission Waybill cannot see other tabs. Paste the addresses instead.';
  if (addresses.length === 0) return 'No AliExpress tab is open.';
  return addresses.length === 1 ? 'Added 1 tab.' : `Added ${addresses.length} tabs.`;
}
