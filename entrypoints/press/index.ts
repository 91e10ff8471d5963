import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { copyInSteps, selectedLinks } from '../../lib/page/copy-in-page.ts';
import { offerPressTools } from '../../lib/page/copy-in-page-slot.ts';
import { say } from './toast.ts';

/** Put into a tab by a press on the shortcut, a menu or the address bar, and only then. */
export default defineUnlistedScript(() => {
  // A second press finds the tools of the first, which may still be copying.
  if (!globalThis.waybillPress) offerPressTools({ ...copyInSteps(), selectedLinks, say });
});
