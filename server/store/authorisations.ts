import type { Kysely } from 'kysely';
import { Failure } from '../../lib/contract/failure.ts';
import type { OAuthTokenRow, Schema } from './schema.ts';

/** A token as it is stored: encrypted, with the times that say when it has to be renewed. Milliseconds since 1970. */
export type SealedToken = {
  sealed: string;
  issuedAt: number;
  accessExpiresAt: number;
  refreshExpiresAt: number | undefined;
};

export type StoredToken = SealedToken & {
  /** Grows with every token; what was decided about an older one does not count any more. */
  version: number;
  /** Why the last refresh failed, and when the next may be tried. */
  failed: { failure: Failure; retryAt: number } | undefined;
  /** Until then somebody else refreshes it. */
  leaseUntil: number;
};

/** A secret that was given out and can be brought back once. */
export type Step = { secretHash: string; browserHash: string };

export type AuthorisationStore = {
  addStep(step: Step & { expiresAt: number }, now: number): Promise<void>;
  /** Uses a step up; false if there is none such, or no longer. */
  takeStep(step: Step, now: number): Promise<boolean>;

  /** Stores the token of a new authorisation; what was known about an older one is forgotten. */
  put(appKey: string, token: SealedToken): Promise<void>;
  get(appKey: string): Promise<StoredToken | undefined>;
  /** Claims the refresh of one version until `until`; false if somebody else has it, or it is done. */
  lease(appKey: string, version: number, now: number, until: number): Promise<boolean>;
  /** Puts a refreshed token in the place of one version; false if that version is not the newest any more. */
  replace(appKey: string, version: number, token: SealedToken): Promise<boolean>;
  /** Gives the lease back after a refresh that failed. */
  noteFailure(appKey: string, version: number, failed: { failure: Failure; retryAt: number }): Promise<void>;
};

export function authorisationStore(db: Kysely<Schema>): AuthorisationStore {
  return { ...stepStore(db), ...tokenStore(db) };
}

function stepStore(db: Kysely<Schema>): Pick<AuthorisationStore, 'addStep' | 'takeStep'> {
  return {
    addStep: async ({ secretHash, browserHash, expiresAt }, now) => {
      await db.deleteFrom('oauth_step').where('expires_at', '<=', now).execute();
      await db
        .insertInto('oauth_step')
        .values({ secret_hash: secretHash, browser_hash: browserHash, expires_at: expiresAt })
        .execute();
    },
    takeStep: async ({ secretHash, browserHash }, now) => {
      const taken = await db
        .deleteFrom('oauth_step')
        .where('secret_hash', '=', secretHash)
        .where('browser_hash', '=', browserHash)
        .where('expires_at', '>', now)
        .returning('secret_hash')
        .executeTakeFirst();
      return taken !== undefined;
    },
  };
}

function tokenStore(db: Kysely<Schema>): Omit<AuthorisationStore, 'addStep' | 'takeStep'> {
  const change = (appKey: string, version: number) =>
    db.updateTable('oauth_token').where('app_key', '=', appKey).where('token_version', '=', version);
  return {
    put: async (appKey, token) => {
      const row = toRow(token);
      await db
        .insertInto('oauth_token')
        .values({ app_key: appKey, token_version: 1, ...row })
        .onConflict((conflict) =>
          conflict
            .column('app_key')
            .doUpdateSet((set) => ({ ...row, token_version: set('oauth_token.token_version', '+', 1) })),
        )
        .execute();
    },
    get: async (appKey) => {
      const row = await db.selectFrom('oauth_token').selectAll().where('app_key', '=', appKey).executeTakeFirst();
      return row && fromRow(row);
    },
    lease: async (appKey, version, now, until) => {
      const free = change(appKey, version).set({ lease_until: until }).where('lease_until', '<=', now);
      return (await free.returning('app_key').executeTakeFirst()) !== undefined;
    },
    replace: async (appKey, version, token) => {
      const next = change(appKey, version).set({ ...toRow(token), token_version: version + 1 });
      return (await next.returning('app_key').executeTakeFirst()) !== undefined;
    },
    noteFailure: async (appKey, version, { failure, retryAt }) => {
      const noted = { failure: JSON.stringify(failure), retry_at: retryAt, lease_until: 0 };
      await change(appKey, version).set(noted).execute();
    },
  };
}

function toRow(token: SealedToken): Omit<OAuthTokenRow, 'app_key' | 'token_version'> {
  return {
    sealed: token.sealed,
    issued_at: token.issuedAt,
    access_expires_at: token.accessExpiresAt,
    refresh_expires_at: token.refreshExpiresAt ?? null,
    failure: null,
    retry_at: 0,
    lease_until: 0,
  };
}

function fromRow(row: OAuthTokenRow): StoredToken {
  return {
    sealed: row.sealed,
    version: row.token_version,
    issuedAt: row.issued_at,
    accessExpiresAt: row.access_expires_at,
    refreshExpiresAt: row.refresh_expires_at ?? undefined,
    failed:
      row.failure === null ? undefined : { failure: Failure.parse(JSON.parse(row.failure)), retryAt: row.retry_at },
    leaseUntil: row.lease_until,
  };
}
