import { useEffect, useState } from 'preact/hooks';
import { browser } from '../../lib/browser.ts';
import { CheckField } from './Fields.tsx';

const CLIPBOARD = { permissions: ['clipboardWrite' as const] };

/** Whether the shortcut and the menu may copy by themselves: a permission that the browser asks for, and takes back. */
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
      label="Copy without the popup"
      hint="The browser asks whether Waybill may write to the clipboard. Without it the shortcut opens the popup, where one press copies."
      checked={allowed}
      onChange={(wanted) => void allow(wanted)}
    />
  );
}
