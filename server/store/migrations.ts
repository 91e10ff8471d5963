import type { Migration } from 'kysely/migration';
import { first } from './migrations/0001-first.ts';
import { answers } from './migrations/0002-answers.ts';
import { rateLimit } from './migrations/0003-rate-limit.ts';
import { ledgerWords } from './migrations/0004-ledger-words.ts';
import { authorisation } from './migrations/0010-authorisation.ts';

/** Every migration, in order. A released one is never edited: the next change is the next number. */
export const migrations: Record<string, Migration> = {
  '0001-first': first,
  '0002-answers': answers,
  '0003-rate-limit': rateLimit,
  '0004-ledger-words': ledgerWords,
  '0010-authorisation': authorisation,
};
