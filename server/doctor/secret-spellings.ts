/** A secret as a program may have had it, and in words what happened to it. */
export type Spelling = { secret: string; what: string };

const BOM = '\uFEFF';

/**
 * What else may have stood where the secret should: the same with white space, a BOM or quotes from a settings file,
 * the app key, or the word that a language makes of a missing value.
 */
export function otherSpellings(secret: string, appKeys: readonly (string | undefined)[]): Spelling[] {
  const clean = secret.replace(/^[\s\uFEFF]+|[\s\uFEFF]+$/g, '');
  const spellings: Spelling[] = [
    { secret: clean, what: 'the secret without the white space around it' },
    { secret: `${clean}\n`, what: 'the secret with a line feed behind it' },
    { secret: `${clean}\r\n`, what: 'the secret with a CR LF behind it' },
    { secret: `${clean}\r`, what: 'the secret with a carriage return behind it' },
    { secret: `${clean} `, what: 'the secret with a space behind it' },
    { secret: ` ${clean}`, what: 'the secret with a space before it' },
    { secret: `${clean}\t`, what: 'the secret with a tab behind it' },
    { secret: `${BOM}${clean}`, what: 'the secret with a byte order mark (BOM) before it' },
    { secret: `"${clean}"`, what: 'the secret with its double quotes' },
    { secret: `'${clean}'`, what: 'the secret with its single quotes' },
    { secret: `${clean}&`, what: 'the secret with & behind it, as in Alibaba Cloud signatures' },
    { secret: clean.toUpperCase(), what: 'the secret in upper case' },
    { secret: clean.toLowerCase(), what: 'the secret in lower case' },
    { secret: '', what: 'an empty secret' },
    { secret: 'undefined', what: 'the word "undefined": the setting was missing' },
    { secret: 'null', what: 'the word "null": the setting was missing' },
    { secret: 'None', what: 'the word "None": the setting was missing' },
    ...appKeys.flatMap((appKey) =>
      appKey ? [{ secret: appKey, what: 'the app key: key and secret are swapped' }] : [],
    ),
  ];
  const seen = new Set([secret]);
  return spellings.filter((spelling) => !seen.has(spelling.secret) && seen.add(spelling.secret));
}
