const SCRUBBED = '[scrubbed]';

/** Names whose values are secret in any text; `sign_method` and the error `code` of a reply are not among them. */
const NAMED =
  /(\b(?:sign|access_token|refresh_token|session|app_secret|client_secret|secret)["']?\s*[=:]\s*["']?)([^"'&\s,}]+)/gi;

/** An authorisation code is secret where it stands in an address or a form; `"code": "..."` of a reply is an error code. */
const AUTHORISATION_CODE = /(\bcode=)([^"'&\s,}]+)/gi;

/** Blanks secrets out of a text that goes into a log: by the names before them, and the given ones wherever they stand. */
export function scrub(text: string, secrets: readonly (string | undefined)[] = []): string {
  let clean = text.replace(NAMED, `$1${SCRUBBED}`).replace(AUTHORISATION_CODE, `$1${SCRUBBED}`);
  for (const secret of secrets) {
    if (!secret) continue;
    clean = clean.replaceAll(secret, SCRUBBED).replaceAll(encodeURIComponent(secret), SCRUBBED);
  }
  return clean;
}
