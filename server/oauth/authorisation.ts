import { randomBytes } from 'node:crypto';
import type { Outcome } from '../../lib/contract/outcome.ts';
import { done, failed } from '../../lib/contract/outcome.ts';
import { sha256 } from '../access/secrets.ts';
import type { Gateway } from '../aliexpress/gateway.ts';
import type { Token } from '../aliexpress/oauth.ts';
import { authoriseUrl, createToken, readCallback, stateOf } from '../aliexpress/oauth.ts';
import type { AuthorisationStore } from '../store/authorisations.ts';
import type { TokenKeeper } from './keeper.ts';

/** How long a start link, and after it the page of AliExpress, may wait for the person, in milliseconds. */
export const STEP_LIFE = 10 * 60_000;

/** Enough that nobody guesses one. */
const SECRET_BYTES = 32;

/** One-use links under which a person starts an authorisation in a browser, where no bearer token can be sent. */
export type StartTickets = {
  /** A new one, for somebody who has shown that they may authorise. */
  open(): Promise<{ ticket: string; expiresAt: number }>;
};

export type Started = { authoriseUrl: string; browserSecret: string };

export type Authorisation = {
  /** Trades a ticket for the way to AliExpress, and for the secret that this browser has to bring back as a cookie. */
  begin(ticket: string, redirectUri: string): Promise<Outcome<Started>>;
  /** What AliExpress sent the browser back with, and the cookie: stores the token of the account. */
  finish(query: URLSearchParams, browserSecret: string | undefined): Promise<Outcome<Token>>;
};

export function createStartTickets(store: AuthorisationStore, now: () => number): StartTickets {
  return {
    open: async () => {
      const ticket = newSecret();
      const expiresAt = now() + STEP_LIFE;
      await store.addStep({ secretHash: hashOf('ticket', ticket), browserHash: '', expiresAt }, now());
      return { ticket, expiresAt };
    },
  };
}

/** The authorisation of the account behind a gateway's app key. Tickets and states work once; only hashes are stored. */
export function createAuthorisation(
  store: AuthorisationStore,
  gateway: Gateway,
  keeper: Pick<TokenKeeper, 'save'>,
): Authorisation {
  const { now, origin, appKey } = gateway;
  return {
    begin: async (ticket, redirectUri) => {
      if (!(await store.takeStep({ secretHash: hashOf('ticket', ticket), browserHash: '' }, now()))) return deadLink();
      const [state, browserSecret] = [newSecret(), newSecret()];
      const step = { secretHash: hashOf('state', state), browserHash: hashOf('browser', browserSecret) };
      await store.addStep({ ...step, expiresAt: now() + STEP_LIFE }, now());
      return done({ authoriseUrl: authoriseUrl({ origin, appKey, redirectUri, state }), browserSecret });
    },
    finish: async (query, browserSecret) => {
      const state = query.get('state') ?? '';
      const step = { secretHash: hashOf('state', state), browserHash: hashOf('browser', browserSecret ?? '') };
      const isOurs = browserSecret !== undefined && (await store.takeStep(step, now()));
      const code = readCallback(query, isOurs ? state : undefined);
      if (!code.ok) return code;
      const token = await createToken(gateway, code.value);
      if (!token.ok) return token;
      const saved = await keeper.save(token.value);
      return saved.ok ? token : saved;
    },
  };
}

function newSecret(): string {
  return stateOf(randomBytes(SECRET_BYTES));
}

/** The kind is hashed with it, so that none passes for another. */
function hashOf(kind: 'ticket' | 'state' | 'browser', secret: string): string {
  return sha256(`${kind} ${secret}`);
}

function deadLink(): Outcome<never> {
  return failed('unauthorized', {
    message: 'This link cannot be used: it is wrong, was used already, or is older than ten minutes.',
    hint: 'Make a new one with "npx waybill authorize" on the backend.',
  });
}
