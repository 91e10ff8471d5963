import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Gateway } from '../aliexpress/gateway.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { AuthorisationStore } from '../store/authorisations.ts';
import type { TokenKeeper } from './keeper.ts';
import { createTokenKeeper } from './keeper.ts';
import { keyFile } from './key-file.ts';
import type { Vault } from './vault.ts';
import { createVault } from './vault.ts';

/** How often a running backend looks whether a refresh is due, in milliseconds. The shortest token lives a day. */
const LOOK_EVERY_MS = 5 * 60_000;

/** The key file's name in the data folder, unless ALIEXPRESS_ACCESS_TOKEN_KEY_FILE names another. */
const KEY_FILE = 'access-token.key';

type KeyConfig = Pick<Config, 'accessTokenKeyFile' | 'dataFolder'>;

type Parts = {
  store: AuthorisationStore;
  gateway: Gateway;
  config: KeyConfig;
  log: Log;
};

/** The vault of an app key under the key file that is configured. */
export function openVault({ accessTokenKeyFile, dataFolder }: KeyConfig, appKey: string): Vault {
  return createVault(keyFile(accessTokenKeyFile ?? path.join(dataFolder, KEY_FILE)), appKey);
}

/** The keeper of a running backend: looks by itself whether a refresh is due, until it is closed. */
export function openTokenKeeper({ store, gateway, config, log }: Parts): TokenKeeper & { close(): Promise<void> } {
  const keeper = createTokenKeeper({
    store,
    vault: openVault(config, gateway.appKey),
    gateway,
    random: Math.random,
    wait: (ms) => wait(ms),
    alert: ({ code, message, hint }) => log.error({ code, message, hint }, 'the access token was not refreshed'),
  });
  let look: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    look = keeper
      .refreshIfDue()
      .catch((error: unknown) => log.error({ err: error }, 'the access token was not looked at'));
  }, LOOK_EVERY_MS);
  timer.unref();
  return {
    ...keeper,
    close: async () => {
      clearInterval(timer);
      await look;
    },
  };
}
