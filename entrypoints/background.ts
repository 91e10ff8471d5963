import { defineBackground } from 'wxt/utils/define-background';
import { browser } from '../lib/browser.ts';

export default defineBackground({
  main() {
    browser.runtime.onInstalled.addListener(() => browser.runtime.openOptionsPage());
  },
});
