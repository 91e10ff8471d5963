import { defineBackground } from 'wxt/utils/define-background';
import { browser } from '../lib/browser.ts';
import { buttonState, hostsRemoved, loadButton, switchButton, syncButton } from '../lib/jobs/button.ts';
import { makeLink } from '../lib/jobs/link.ts';
import { currentAccess, currentPairing, forgetPairing, redeemPairing } from '../lib/jobs/pairing.ts';
import { answer } from '../lib/messaging/answer.ts';
import { keepStorageFromPages } from '../lib/storage/access.ts';
import '../lib/zod.ts';

export default defineBackground({
  type: 'module',
  main() {
    answer({
      'access.read': currentAccess,
      'button.load': loadButton,
      'button.read': buttonState,
      'button.switch': switchButton,
      'link.make': makeLink,
      'pairing.read': currentPairing,
      'pairing.redeem': redeemPairing,
      'pairing.remove': forgetPairing,
    });
    browser.runtime.onInstalled.addListener(({ reason }) => {
      void syncButton();
      if (reason === 'install') void browser.runtime.openOptionsPage();
    });
    browser.runtime.onStartup.addListener(() => void syncButton());
    browser.permissions.onAdded.addListener(() => void syncButton());
    browser.permissions.onRemoved.addListener(() => void hostsRemoved());
    void keepStorageFromPages();
  },
});
