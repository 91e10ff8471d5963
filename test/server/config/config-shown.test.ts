import { expect, it } from 'vitest';
import { readConfig } from '../../../server/config.ts';
import { shownConfig } from '../../../server/config-shown.ts';

it.each([
  ['postgres://waybill:canary-password@db/waybill', 'postgres://waybill:hidden@db/waybill'],
  ['postgres://db/waybill?user=waybill&password=canary-password', 'postgres://db/waybill?[hidden]'],
  ['postgres://db/waybill', 'postgres://db/waybill'],
])('shows the configuration in force with its secrets masked: %s', (databaseUrl, shown) => {
  const env = {
    ALIEXPRESS_APP_KEY: '500123',
    ALIEXPRESS_APP_SECRET: 'canary-secret',
    ALIEXPRESS_TRACKING_ID: 'blog',
    DATABASE_URL: databaseUrl,
  };
  const outcome = readConfig({ env, readSecretFile: () => ({ text: '', worldReadable: false }) });
  if (!outcome.ok) throw new Error(outcome.line);
  const text = JSON.stringify(shownConfig(outcome.config));
  expect(text).not.toContain('canary');
  expect(JSON.parse(text)).toMatchObject({
    mode: 'live',
    credentials: { appKey: '500123', appSecret: '[hidden]' },
    databaseUrl: shown,
    port: 8787,
    rateLimit: 600,
  });
});
