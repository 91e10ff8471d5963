import type { Kysely } from 'kysely';
import type { Failure } from '../../lib/contract/failure.ts';
import { Failure as FailureSchema } from '../../lib/contract/failure.ts';
import { chunkedKeys, chunkedRows } from './chunks.ts';
import type { AnswerRow, Schema } from './schema.ts';

/** What the store knows about one question to the gateway. Times are milliseconds since 1970. */
export type StoredAnswer = {
  /** JSON. */
  value: string | undefined;
  madeAt: number;
  expiresAt: number;
  failure: Failure | undefined;
  failedAt: number;
  leaseUntil: number;
};

export type Claim = {
  owner: string;
  now: number;
  leaseUntil: number;
  /** Claims also what has a valid value, unless that was made after this. */
  freshSince: number | undefined;
};

export type Settled = { key: string; at: number } & ({ value: string; expiresAt: number } | { failure: Failure });

export type AnswerStore = {
  read(keys: readonly string[]): Promise<Map<string, StoredAnswer>>;
  /** The keys that are now this owner's to ask: those without a valid value that nobody else has claimed. */
  claim(keys: readonly string[], claim: Claim): Promise<Set<string>>;
  /** Holds claims for longer. */
  renew(keys: readonly string[], owner: string, leaseUntil: number): Promise<void>;
  /** Ends this owner's claims with what came out; claims that somebody took over meanwhile are left alone. */
  settle(owner: string, results: readonly Settled[]): Promise<void>;
  /** Forgets values that ended before `time` and that nobody asks for; how many. */
  forget(time: number): Promise<number>;
};

/** Keys are sorted before rows are locked, so that two instances never wait for each other in a circle. */
export function answerStore(db: Kysely<Schema>): AnswerStore {
  return {
    read: async (keys) => {
      const found = new Map<string, StoredAnswer>();
      for (const some of chunkedKeys(keys)) {
        const rows = await db.selectFrom('answer').selectAll().where('key', 'in', some).execute();
        for (const row of rows) found.set(row.key, fromRow(row));
      }
      return found;
    },
    claim: async (keys, claim) => {
      const claimed = new Set<string>();
      const rows = keys.toSorted().map((key) => claimRow(key, claim));
      for (const some of chunkedRows(rows)) for (const key of await claimRows(db, some, claim)) claimed.add(key);
      return claimed;
    },
    renew: async (keys, owner, leaseUntil) => {
      for (const some of chunkedKeys(keys.toSorted())) {
        const update = db.updateTable('answer').set({ lease_until: leaseUntil });
        await update.where('key', 'in', some).where('owner', '=', owner).where('lease_until', '>', 0).execute();
      }
    },
    settle: async (owner, results) => {
      const made = results.flatMap((result) => ('value' in result ? [valueRow(result, owner)] : []));
      const failed = results.flatMap((result) => ('failure' in result ? [failureRow(result, owner)] : []));
      for (const some of chunkedRows(made.toSorted(byKey))) await settleValues(db, some, owner);
      for (const some of chunkedRows(failed.toSorted(byKey))) await settleFailures(db, some, owner);
    },
    forget: async (time) => {
      const remove = db.deleteFrom('answer').where('expires_at', '<', time).where('failed_at', '<', time);
      const { numDeletedRows } = await remove.where('lease_until', '<', time).executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
}

async function claimRows(db: Kysely<Schema>, rows: AnswerRow[], { now, freshSince }: Claim): Promise<string[]> {
  const claimed = await db
    .insertInto('answer')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet((set) => ({ owner: set.ref('excluded.owner'), lease_until: set.ref('excluded.lease_until') }))
        .where('answer.lease_until', '<=', now)
        .where((where) =>
          freshSince === undefined
            ? where('answer.expires_at', '<=', now)
            : where.or([where('answer.expires_at', '<=', now), where('answer.made_at', '<=', freshSince)]),
        ),
    )
    .returning('key')
    .execute();
  return claimed.map((row) => row.key);
}

async function settleValues(db: Kysely<Schema>, rows: AnswerRow[], owner: string): Promise<void> {
  await db
    .insertInto('answer')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet((set) => ({
          value: set.ref('excluded.value'),
          made_at: set.ref('excluded.made_at'),
          expires_at: set.ref('excluded.expires_at'),
          failure: null,
          failed_at: 0,
          lease_until: 0,
        }))
        .where('answer.owner', '=', owner),
    )
    .execute();
}

/** A failure does not touch the value before it, which may still be good. */
async function settleFailures(db: Kysely<Schema>, rows: AnswerRow[], owner: string): Promise<void> {
  await db
    .insertInto('answer')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet((set) => ({
          failure: set.ref('excluded.failure'),
          failed_at: set.ref('excluded.failed_at'),
          lease_until: 0,
        }))
        .where('answer.owner', '=', owner),
    )
    .execute();
}

const EMPTY = { value: null, made_at: 0, expires_at: 0, failure: null, failed_at: 0, lease_until: 0 };

function claimRow(key: string, { owner, leaseUntil }: Claim): AnswerRow {
  return { ...EMPTY, key, owner, lease_until: leaseUntil };
}

function valueRow({ key, at, value, expiresAt }: Extract<Settled, { value: string }>, owner: string): AnswerRow {
  return { ...EMPTY, key, owner, value, made_at: at, expires_at: expiresAt };
}

function failureRow({ key, at, failure }: Extract<Settled, { failure: Failure }>, owner: string): AnswerRow {
  return { ...EMPTY, key, owner, failure: JSON.stringify(failure), failed_at: at };
}

function byKey(one: AnswerRow, other: AnswerRow): number {
  return one.key < other.key ? -1 : 1;
}

function fromRow(row: AnswerRow): StoredAnswer {
  return {
    value: row.value ?? undefined,
    madeAt: row.made_at,
    expiresAt: row.expires_at,
    failure: row.failure === null ? undefined : FailureSchema.parse(JSON.parse(row.failure)),
    failedAt: row.failed_at,
    leaseUntil: row.lease_until,
  };
}
