/**
 * The tables, in the SQL that SQLite and PostgreSQL share: ids are TEXT, times are BIGINT milliseconds since 1970,
 * flags are 0 or 1, lists are JSON as TEXT. The clock is always passed in.
 */
export type Schema = {
  access: AccessRow;
  pairing: PairingRow;
  ledger: LedgerRow;
  ledger_word: LedgerWordRow;
  quota: QuotaRow;
  answer: AnswerRow;
  oauth_step: OAuthStepRow;
  oauth_token: OAuthTokenRow;
};

/** Who may call the API. The token itself is nowhere: only its SHA-256 is stored. */
export type AccessRow = {
  id: string;
  name: string;
  token_hash: string;
  /** JSON list; null: every tracking id. */
  tracking_ids: string | null;
  /** 1: may read everybody's ledger. */
  is_owner: number;
  created_at: number;
  last_used_at: number | null;
  revoked_at: number | null;
};

/**
 * A pairing code that was handed out. `selector` is the part of the code that finds the row, `verifier_hash` covers the
 * rest, so that wrong guesses can be counted against one code.
 */
export type PairingRow = {
  selector: string;
  verifier_hash: string;
  name: string | null;
  tracking_ids: string | null;
  is_owner: number;
  tries_left: number;
  expires_at: number;
};

/** One link that was answered to somebody. The id begins with its time, so ordering by id is ordering by time. */
export type LedgerRow = {
  id: string;
  at: number;
  access_id: string;
  access_name: string;
  product_id: string | null;
  canonical_url: string;
  url: string;
  tracking_id: string;
  link_type: string;
  ship_to: string | null;
  /** JSON object of cn, cv, dp. */
  sub_ids: string | null;
  note: string | null;
  is_sandbox: number;
  /** The words that a search finds, in lower case, each with a space before it. */
  search_text: string;
};

/** One word of a ledger entry, hexadecimal. */
type LedgerWordRow = { word: string; ledger_id: string };

/** Gateway calls reserved on one day, under one app key. */
type QuotaRow = {
  app_key: string;
  day: string;
  used: number;
};

/**
 * One thing that the gateway was asked: its last value, its last failure, and a claim while somebody asks. `made_at` and
 * `expires_at` belong to the value; 0 where there is none.
 */
export type AnswerRow = {
  key: string;
  /** JSON. */
  value: string | null;
  made_at: number;
  expires_at: number;
  /** JSON of a Failure; what the last attempt ended in, if it failed. */
  failure: string | null;
  failed_at: number;
  /** The instance that asks or asked last. */
  owner: string;
  /** Until then nobody else may ask; 0 when nobody asks. */
  lease_until: number;
};

/** A start link or a `state` that was given out and not brought back yet; only hashes are stored. */
type OAuthStepRow = {
  secret_hash: string;
  /** Of the cookie that has to come with it; empty where none has to. */
  browser_hash: string;
  expires_at: number;
};

/** The authorisation of the account behind an app key. */
export type OAuthTokenRow = {
  app_key: string;
  /** Encrypted; see server/oauth/seal.ts. */
  sealed: string;
  token_version: number;
  issued_at: number;
  access_expires_at: number;
  refresh_expires_at: number | null;
  /** JSON of the Failure that the last refresh ended in. */
  failure: string | null;
  retry_at: number;
  /** 0 when nobody refreshes. */
  lease_until: number;
};
