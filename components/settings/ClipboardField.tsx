import { useEffect, useState } from 'preact/hooks';
import { browser } from '../../lib/browser.ts';
import { CheckField } from './Fields.tsx';

const CLIPBOARD = { permissions: ['clipboardWrite' as const] };

/** A permission that shortcut and menu fall back to where the browser no longer counts the press as one. */
export function ClipboardField() {
  const [allowed, setAllowed] = useState(false);
  useEffect(() => {
    void browser.permissions.contains(CLIPBOARD).then(setAllowed);
  }, []);

  async function allow(wanted: boolean) {
    setAllowed(wanted);
    if (wanted) await browser.permissions.request(CLIPBOARD);
    else await browser.permissions.remove(CLIPBOARD);
    setAllowed(await browser.permissions.contains(CLIPBOARD));
  }

  return (
    <CheckField
      label="Copy however long an answer takes"
      hint="Only for when a shortcut opens the popup instead of copying: the browser asks whether Waybill may write to the clipboard at any time."
      checked={allowed}
      onChange={(wanted) => void allow(wanted)}
    />
  );
}
