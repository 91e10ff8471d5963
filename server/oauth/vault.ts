import * as z from 'zod/mini';
import type { Outcome } from '../../lib/contract/outcome.ts';
import { done, failed } from '../../lib/contract/outcome.ts';
import type { Token } from '../aliexpress/oauth.ts';
import type { SealedToken, StoredToken } from '../store/authorisations.ts';
import type { KeyFile } from './key-file.ts';
import { KeyFileError } from './key-file.ts';
import { seal, unseal } from './seal.ts';

const Contents = z.object({
  accessToken: z.string(),
  refreshToken: z.optional(z.string()),
  account: z.optional(z.string()),
  userId: z.optional(z.string()),
  sellerId: z.optional(z.string()),
  calls: z.enum(['plain', 'security']),
});

/** Turns tokens into what is stored of them, and back. */
export type Vault = {
  /** The failure says what is wrong with the key file. */
  lock(token: Token, issuedAt: number): Outcome<SealedToken>;
  open(stored: StoredToken): Outcome<Token>;
};

/** The tokens of one app key under the key of one file. */
export function createVault(keys: KeyFile, appKey: string): Vault {
  const owner = `oauth_token ${appKey}`;
  return {
    lock: ({ accessExpiresAt, refreshExpiresAt, ...contents }, issuedAt) =>
      withKeyFile(() => {
        const sealed = seal(JSON.stringify(contents), keys.readOrMake(), owner);
        return done({ sealed, issuedAt, accessExpiresAt, refreshExpiresAt });
      }),
    open: ({ sealed, accessExpiresAt, refreshExpiresAt }) =>
      withKeyFile(() => {
        const key = keys.read();
        if (key === undefined) return lost(`the key file ${keys.file} is missing`);
        const text = unseal(sealed, key, owner);
        if (text === undefined) return lost(`the key file ${keys.file} holds another key than it was stored with`);
        const { accessToken, refreshToken, account, userId, sellerId, calls } = Contents.parse(JSON.parse(text));
        const ends = { accessExpiresAt, refreshExpiresAt };
        return done({ accessToken, refreshToken, account, userId, sellerId, calls, ...ends });
      }),
  };
}

function withKeyFile<T>(work: () => Outcome<T>): Outcome<T> {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof KeyFileError)) throw error;
    return failed('access_token_needed', { message: error.message, hint: 'Then authorise the account again.' });
  }
}

function lost(why: string): Outcome<never> {
  return failed('access_token_needed', {
    message: `The stored access token cannot be opened: ${why}.`,
    hint: 'Put the key file of the instance that stored it there, or authorise again with "npx waybill authorize".',
  });
}
