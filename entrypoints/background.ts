import { defineBackground } from 'wxt/utils/define-background';
import { browser } from '../lib/browser.ts';
import * as button from '../lib/jobs/button.ts';
import * as pairing from '../lib/jobs/pairing.ts';
import * as post from '../lib/jobs/post.ts';
import * as settings from '../lib/jobs/settings.ts';
import { answer } from '../lib/messaging/answer.ts';
import { keepStorageFromPages } from '../lib/storage/access.ts';
import '../lib/zod.ts';

export default defineBackground({
  type: 'module',
  main() {
    answer({
      'access.read': pairing.currentAccess,
      'button.leave': button.leavePages,
      'button.load': button.loadButton,
      'button.place': button.placeButton,
      'button.read': button.buttonState,
      'button.switch': button.switchButton,
      'everything.delete': settings.deleteEverything,
      'history.read': pairing.readHistory,
      'pairing.read': pairing.currentPairing,
      'pairing.redeem': pairing.redeemPairing,
      'pairing.remove': pairing.forgetPairing,
      'post.make': post.makePost,
      'posts.make': post.makePosts,
      'presets.list': post.listPresets,
      'product.read': post.readProduct,
      'settings.read': settings.settingsForPage,
      'settings.write': settings.replaceSettings,
    });
    browser.runtime.onInstalled.addListener(({ reason }) => {
      void button.syncButton();
      if (reason === 'install') void browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
    });
    browser.runtime.onStartup.addListener(() => void button.syncButton());
    browser.permissions.onAdded.addListener(() => void button.syncButton());
    browser.permissions.onRemoved.addListener(() => void button.hostsRemoved());
    browser.storage.onChanged.addListener((_changes, area) => {
      if (area === 'sync') void settings.followOtherDevices();
    });
    void keepStorageFromPages();
  },
});
