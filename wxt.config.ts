import { defineConfig } from 'wxt';
import { ALIEXPRESS_ORIGINS } from './lib/product/hosts.ts';

/** The backend's origin is asked for when the person pairs: loopback, or any https host of their own. */
const BACKEND_ORIGINS = ['http://127.0.0.1/*', 'http://localhost/*', 'https://*/*'];

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  vite: () => ({ oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } } }),
  manifest: ({ browser }) => ({
    name: 'Waybill',
    description: 'Tracked affiliate links from the product page in front of you, signed by your own backend.',
    permissions: ['activeTab', 'storage', 'scripting', 'contextMenus'],
    optional_permissions: ['clipboardWrite', 'tabs'],
    optional_host_permissions: [...ALIEXPRESS_ORIGINS, ...BACKEND_ORIGINS],
    omnibox: { keyword: 'wb' },
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+W' } },
      'copy-link': { suggested_key: { default: 'Alt+Shift+L' }, description: 'Copy the affiliate link of this page' },
    },
    ...(browser === 'firefox'
      ? { browser_specific_settings: gecko, action: { default_area: 'navbar' } }
      : { minimum_chrome_version: '130' }),
  }),
});

/** Rules FX-1 to FX-3: what reaches the person's own backend is the address they act on and their token. */
const gecko = {
  gecko: {
    id: 'waybill@waybill.invalid',
    strict_min_version: '153.0',
    data_collection_permissions: { required: ['browsingActivity', 'authenticationInfo'] },
  },
};
