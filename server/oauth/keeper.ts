import type { Failure } from '../../lib/contract/failure.ts';
import type { Outcome } from '../../lib/contract/outcome.ts';
import { done, failed } from '../../lib/contract/outcome.ts';
import type { Gateway } from '../aliexpress/gateway.ts';
import type { Token, TokenSource } from '../aliexpress/oauth.ts';
import { refreshDueAt, refreshToken } from '../aliexpress/oauth.ts';
import type { AuthorisationStore, StoredToken } from '../store/authorisations.ts';
import type { Vault } from './vault.ts';

/** How long one instance may take for a refresh: longer than the gateway's own budget for a call. In milliseconds. */
const LEASE_MS = 40_000;

/** How often an instance looks whether another one is done, in milliseconds. */
const POLL_MS = 250;

/** A token that is younger than this is not refreshed because a call was refused with it, in milliseconds. */
const YOUNG_MS = 30_000;

/** When a refresh that failed may be tried again, in milliseconds: soon where it may pass, later where somebody has to act. */
const RETRY_MS = { soon: 60_000, later: 15 * 60_000 };

export type TokenState = Pick<StoredToken, 'accessExpiresAt' | 'refreshExpiresAt'> & {
  /** Why the last refresh failed, if it did. */
  failure: Failure | undefined;
};

/** Holds the authorised account of one app key: stores its token, and renews it before it ends. */
export type TokenKeeper = TokenSource & {
  /** Stores the token of a new authorisation. */
  save(token: Token): Promise<Outcome<void>>;
  /** Renews the token if its time has come; nothing to do counts as done. */
  refreshIfDue(): Promise<Outcome<void>>;
  /** Undefined if no account was ever authorised. */
  state(): Promise<TokenState | undefined>;
};

type KeeperParts = {
  store: AuthorisationStore;
  vault: Vault;
  gateway: Gateway;
  /** From 0 to 1; spreads the refreshes of several instances. */
  random: () => number;
  /** Waits for so many milliseconds. */
  wait: (ms: number) => Promise<void>;
  /** Told of every refresh that failed: somebody may have to act. */
  alert: (failure: Failure) => void;
};

type Keeper = KeeperParts & { spread: number };

/**
 * The keeper over a store that several instances may share. One of them at a time refreshes: it leases the version that
 * it saw, and what it got is stored only if that version is still the newest. The others wait for it.
 */
export function createTokenKeeper(parts: KeeperParts): TokenKeeper {
  const { store, vault, gateway } = parts;
  const keeper: Keeper = { ...parts, spread: parts.random() };
  const stored = () => store.get(gateway.appKey);
  let underWay: Promise<Outcome<Token>> | undefined;
  const refresh = (seen: StoredToken): Promise<Outcome<Token>> => {
    underWay ??= refreshOnce(keeper, seen).finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
  return {
    current: async () => {
      const seen = await stored();
      if (seen === undefined) return nobody();
      return accessTokenOf(seen.accessExpiresAt > gateway.now() ? vault.open(seen) : await refresh(seen));
    },
    renew: async () => {
      const seen = await stored();
      if (seen === undefined) return nobody();
      const isYoung = gateway.now() - seen.issuedAt < YOUNG_MS && seen.accessExpiresAt > gateway.now();
      return accessTokenOf(isYoung ? vault.open(seen) : await refresh(seen));
    },
    save: async (token) => {
      const sealed = vault.lock(token, gateway.now());
      if (!sealed.ok) return sealed;
      await store.put(gateway.appKey, sealed.value);
      return done(undefined);
    },
    refreshIfDue: async () => {
      const seen = await stored();
      if (seen === undefined || !isDue(keeper, seen)) return done(undefined);
      const refreshed = await refresh(seen);
      return refreshed.ok ? done(undefined) : refreshed;
    },
    state: async () => {
      const seen = await stored();
      if (seen === undefined) return undefined;
      const { accessExpiresAt, refreshExpiresAt, failed: last } = seen;
      return { accessExpiresAt, refreshExpiresAt, failure: last?.failure };
    },
  };
}

function nobody(): Outcome<never> {
  return failed('access_token_needed', { hint: 'Run "npx waybill authorize" on the backend and open its link.' });
}

function accessTokenOf(token: Outcome<Token>): Outcome<string> {
  return token.ok ? done(token.value.accessToken) : token;
}

function isDue({ gateway, spread }: Keeper, seen: StoredToken): boolean {
  return mayTry(seen, gateway.now()) && gateway.now() >= refreshDueAt(seen, seen.issuedAt, spread);
}

/** After a failure only its time, or a new authorisation, allows another try: nothing goes round in circles. */
function mayTry({ failed: last }: StoredToken, now: number): boolean {
  return last === undefined || now >= last.retryAt;
}

async function refreshOnce(keeper: Keeper, seen: StoredToken): Promise<Outcome<Token>> {
  const { store, gateway, vault } = keeper;
  const now = gateway.now();
  if (seen.failed && !mayTry(seen, now)) return { ok: false, failure: seen.failed.failure };
  const old = vault.open(seen);
  if (!old.ok) return old;
  if (!(await store.lease(gateway.appKey, seen.version, now, now + LEASE_MS))) return waitForOther(keeper, seen);
  const answer = await refreshToken(gateway, old.value);
  if (!answer.ok) return await noteFailure(keeper, seen, answer.failure);
  const token = { ...answer.value, ...keptFrom(old.value, answer.value) };
  const sealed = vault.lock(token, gateway.now());
  if (!sealed.ok) return await noteFailure(keeper, seen, sealed.failure);
  const isNewest = await store.replace(gateway.appKey, seen.version, sealed.value);
  return isNewest ? done(token) : openNewest(keeper);
}

/** What a refresh does not say again stays as it was. */
function keptFrom(old: Token, fresh: Token): Partial<Token> {
  return {
    refreshToken: fresh.refreshToken ?? old.refreshToken,
    refreshExpiresAt: fresh.refreshExpiresAt ?? old.refreshExpiresAt,
    account: fresh.account ?? old.account,
  };
}

async function noteFailure(keeper: Keeper, seen: StoredToken, failure: Failure): Promise<Outcome<never>> {
  const { store, gateway, random, alert } = keeper;
  alert(failure);
  const retryAt = gateway.now() + (failure.retryable ? RETRY_MS.soon : RETRY_MS.later) * (1 + random());
  await store.noteFailure(gateway.appKey, seen.version, { failure, retryAt: Math.ceil(retryAt) });
  return { ok: false, failure };
}

/** Another instance refreshes: waits until it has the new token or gives up. */
async function waitForOther(keeper: Keeper, seen: StoredToken): Promise<Outcome<Token>> {
  for (let waited = 0; waited < LEASE_MS; waited += POLL_MS) {
    const latest = await keeper.store.get(keeper.gateway.appKey);
    if (latest === undefined) return nobody();
    if (latest.version !== seen.version) return keeper.vault.open(latest);
    if (latest.leaseUntil === 0 && latest.failed) return { ok: false, failure: latest.failed.failure };
    await keeper.wait(POLL_MS);
  }
  return failed('gateway_unavailable', { message: 'The access token is being refreshed and has not come yet.' });
}

async function openNewest({ store, vault, gateway }: Keeper): Promise<Outcome<Token>> {
  const latest = await store.get(gateway.appKey);
  return latest === undefined ? nobody() : vault.open(latest);
}
