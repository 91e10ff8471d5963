import { StartError } from '../start-error.ts';

/** SQLSTATE of PostgreSQL for a user, password or database that it does not take (classes 28 and 3D). */
const REFUSED = /^(28|3D)/;

/** SQLSTATE of a PostgreSQL that is there, but takes nobody: it starts or stops, or has no connection left. */
const NOT_YET = /^(57P0[123]|53300)$/;

/** Codes of the operating system, such as ECONNREFUSED and EAI_AGAIN, and what the driver says when it gives up. */
const SYSTEM = /^E[A-Z_]+$/;
const GIVEN_UP = /timeout|Connection terminated/i;

/** An error that says why the database was not reached, without its address, which holds a password. */
export function connectionProblem(error: unknown): StartError | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (REFUSED.test(code)) {
    return new StartError(`DATABASE_URL: the database refused the user, password or name (${code}).`);
  }
  if (NOT_YET.test(code)) {
    return new StartError(`DATABASE_URL: the database takes no connection at the moment (${code}). Start again later.`);
  }
  if (!SYSTEM.test(code) && !(code === '' && GIVEN_UP.test(String(error)))) return undefined;
  const reason = code || 'it does not answer';
  return new StartError(
    `DATABASE_URL: the database cannot be reached (${reason}). See that PostgreSQL runs there, then start again.`,
  );
}
