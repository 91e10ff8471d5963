import type { DestinationStream, Logger } from 'pino';
import { pino } from 'pino';

export type Log = Logger;

const MASK = '[hidden]';

/** Values that identify or authorise somebody, wherever they stand in a line: as a query parameter or as a JSON field. */
const SECRET_NAMES = 'sign|access_token|refresh_token|app_secret|appSecret|session|token|authorization|cookie';
const IN_QUERY = new RegExp(`\\b(${SECRET_NAMES}|code|pair|ticket|state)=[^&\\s"'\\\\]+`, 'gi');
const IN_JSON = new RegExp(`(\\\\?"(?:${SECRET_NAMES})\\\\?":\\s*\\\\?")(?:[^"\\\\]|\\\\[^"])*`, 'gi');
const BEARER = /\bwb_[\w-]{20,}/g;

/** A function that masks the given secrets, bearer tokens and secret-looking parameters in any text. */
function scrubber(secrets: readonly string[]): (text: string) => string {
  const spellings = secrets
    .filter((secret) => secret.length > 0)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]);
  const known = [...new Set(spellings)];
  return (text) => {
    const masked = known.reduce((line, secret) => line.replaceAll(secret, MASK), text);
    return masked.replace(IN_QUERY, `$1=${MASK}`).replace(IN_JSON, `$1${MASK}`).replace(BEARER, MASK);
  };
}

/**
 * The log: one JSON line an event, to `stream` (standard error unless told). Every finished line passes the scrubber,
 * so that a secret inside an address, a message or a stack is masked as well as one under a key.
 */
export function createLog(level: string, secrets: readonly string[], stream: DestinationStream = process.stderr): Log {
  const scrub = scrubber(secrets);
  return pino({ level, base: null }, { write: (line) => stream.write(scrub(line)) });
}
