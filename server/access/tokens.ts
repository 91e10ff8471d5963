import { randomUUID } from 'node:crypto';
import type { Access, AccessStore } from '../store/access.ts';
import { newToken, sha256 } from './secrets.ts';

/** How long a known token is believed without asking the store, in milliseconds: the longest that a revoked one lives. */
const TRUST = 1_000;

/** `last used` is noted at most this often, in milliseconds. */
const TOUCH_EVERY = 60_000;

/** Known tokens kept in memory; the oldest goes when it is full. */
const MAX_KNOWN = 10_000;

export type AccessRights = { trackingIds: string[] | null; isOwner: boolean };

export type Tokens = {
  /** A new access and its token, which is shown this once; undefined if the name is taken. */
  create(name: string, rights: AccessRights): Promise<{ token: string; access: Access } | undefined>;
  /** The same under the first free of `name`, `name 2`, `name 3` … */
  createUnder(name: string, rights: AccessRights): Promise<{ token: string; access: Access }>;
  /** Who brings this token; undefined if nobody does. */
  authenticate(token: string): Promise<Access | undefined>;
  list(): Promise<Access[]>;
  /** False if nobody has that name. */
  revoke(name: string): Promise<boolean>;
};

type Known = { access: Access; until: number };

/** Who may call the API, by bearer token. `now` is the clock, in milliseconds. */
export function createTokens(store: AccessStore, now: () => number): Tokens {
  const known = new Map<string, Known>();
  const touched = new Map<string, number>();

  const create: Tokens['create'] = async (name, rights) => {
    const token = newToken();
    const access = { id: randomUUID(), name, ...rights, createdAt: now() };
    const added = await store.add({ ...access, tokenHash: sha256(token) });
    return added ? { token, access: { ...access, lastUsedAt: null } } : undefined;
  };

  const lookUp = async (hash: string): Promise<Access | undefined> => {
    const until = now() + TRUST;
    const access = await store.byTokenHash(hash);
    known.delete(hash);
    if (access === undefined) return undefined;
    known.set(hash, { access, until });
    dropOldest(known);
    return access;
  };

  /** Notes a use, unless one was noted a moment ago. */
  const noteUse = (id: string): Promise<void> | undefined => {
    const at = now();
    if (at - (touched.get(id) ?? Number.NEGATIVE_INFINITY) < TOUCH_EVERY) return undefined;
    touched.set(id, at);
    dropOldest(touched);
    return store.touch(id, at);
  };

  return {
    create,
    createUnder: async (name, rights) => {
      for (let number = 1; ; number += 1) {
        const created = await create(number === 1 ? name : `${name} ${number}`, rights);
        if (created !== undefined) return created;
      }
    },
    authenticate: async (token) => {
      const hash = sha256(token);
      const remembered = known.get(hash);
      const access = remembered && remembered.until > now() ? remembered.access : await lookUp(hash);
      const noted = access && noteUse(access.id);
      if (noted !== undefined) await noted;
      return access;
    },
    list: store.list,
    revoke: async (name) => {
      known.clear();
      return await store.revoke(name, now());
    },
  };
}

function dropOldest(map: Map<string, unknown>): void {
  const oldest = map.size > MAX_KNOWN ? map.keys().next().value : undefined;
  if (oldest !== undefined) map.delete(oldest);
}
