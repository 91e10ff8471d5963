import { defineBackground } from 'wxt/utils/define-background';
import { browser } from '../lib/browser.ts';
import * as badge from '../lib/jobs/badge.ts';
import * as button from '../lib/jobs/button.ts';
import * as menu from '../lib/jobs/context-menu.ts';
import * as omnibox from '../lib/jobs/omnibox.ts';
import * as words from '../lib/jobs/own-words.ts';
import * as pairing from '../lib/jobs/pairing.ts';
import * as post from '../lib/jobs/post.ts';
import * as settings from '../lib/jobs/settings.ts';
import { copyByShortcut } from '../lib/jobs/shortcut.ts';
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
      'words.keep': words.keepOwnWords,
      'words.read': words.readOwnWords,
    });
    browser.runtime.onInstalled.addListener(({ reason }) => {
      void button.syncButton();
      void menu.syncMenus();
      void badge.refreshBadges();
      if (reason === 'install') void browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
    });
    browser.runtime.onStartup.addListener(() => void button.syncButton());
    browser.permissions.onAdded.addListener(() => {
      void button.syncButton();
      void badge.refreshBadges();
    });
    browser.permissions.onRemoved.addListener(() => {
      void button.hostsRemoved();
      void badge.refreshBadges();
    });
    browser.storage.onChanged.addListener((changes, area) => {
      if (area === 'sync') void settings.followOtherDevices();
      if (area === 'local' && ('settings' in changes || 'lastUsed' in changes)) void menu.syncMenus();
    });
    // A press is handed on to the page only from within these events, so nothing comes before the calls.
    browser.commands.onCommand.addListener((command, tab) => void copyByShortcut(command, tab));
    browser.contextMenus.onClicked.addListener((info, tab) => void menu.menuClicked(info, tab));
    browser.omnibox.onInputStarted.addListener(() => omnibox.suggest(''));
    browser.omnibox.onInputChanged.addListener((text) => omnibox.suggest(text));
    browser.omnibox.onInputEntered.addListener((text) => void omnibox.enter(text));
    browser.tabs.onUpdated.addListener(badge.tabChanged);
    void keepStorageFromPages();
  },
});
