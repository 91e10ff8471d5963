import type { Outcome } from '../../lib/contract/outcome.ts';
import { createQuota } from '../access/quota.ts';
import type { Config } from '../config.ts';
import type { Check } from '../doctor/check.ts';
import { runCheckup } from '../doctor/checkup.ts';
import { checkCredentials } from '../doctor/credentials.ts';
import { isSick } from '../doctor/render-checkup.ts';
import { openVault } from '../oauth/open-keeper.ts';
import { openGatewayAccount } from '../services.ts';
import type { StoredToken } from '../store/authorisations.ts';
import { openStore } from '../store/store.ts';
import type { CommandIo } from './command-io.ts';
import { configOf, rawCredentials } from './command-io.ts';

type Credentials = { appKey: string; appSecret: string };

/** Everything that can be examined; only the spelling of key and secret where that is wrong already. */
export async function examine(io: CommandIo): Promise<Check[]> {
  const raw = rawCredentials(io);
  const spelling = raw === undefined ? [] : checkCredentials(raw.appKey, raw.appSecret);
  if (isSick(spelling)) return spelling;
  const config = configOf(io);
  if (config.credentials === undefined) {
    io.err('No credentials are set: this examines the sandbox, which stands in for AliExpress.\n');
  }
  return await examineAll(config, raw);
}

/** The check-up over the store of a configuration, in whose quota its calls are counted. */
async function examineAll(config: Config, raw: Credentials | undefined): Promise<Check[]> {
  const now = Date.now;
  const store = await openStore(config);
  const account = await openGatewayAccount(config);
  try {
    const quota = createQuota(store.quota, account.appKey, config.dailyCalls, now);
    const token = await store.authorisations.get(account.appKey);
    const { origin, appKey, appSecret } = account;
    const sandbox = config.mode === 'sandbox';
    const checks = await runCheckup({
      gateway: { origin, appKey, appSecret, sandbox, now, reserve: quota.reserve },
      configured: raw,
      trackingIds: config.trackingIds,
      token,
    });
    const opened = token && openVault(config, appKey).open(token);
    return checks.map((check) => (check.name === 'access token' ? withUse(check, token, opened) : check));
  } finally {
    await account.close();
    await store.close();
  }
}

/** That the token does not open, or that its refresh failed, is worth more than how long it still lasts. */
function withUse(check: Check, token: StoredToken | undefined, opened: Outcome<unknown> | undefined): Check {
  if (opened?.ok === false) {
    const { message, hint } = opened.failure;
    return { ...check, state: 'wrong', detail: message, nextStep: hint };
  }
  if (token?.failed === undefined || check.state === 'wrong') return check;
  const { failure } = token.failed;
  const state = failure.code === 'access_token_needed' ? 'wrong' : 'warning';
  return {
    ...check,
    state,
    detail: `${check.detail} The last refresh failed: ${failure.message}`,
    nextStep: failure.hint,
  };
}
