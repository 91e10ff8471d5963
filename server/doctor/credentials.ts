import type { Check } from './check.ts';

/** White space, byte order marks and other characters that do not show, at either end. */
const INVISIBLE_ENDS = /^[\s\uFEFF\u200B-\u200D\u2060]+|[\s\uFEFF\u200B-\u200D\u2060]+$/g;

/** A key or secret as it should have been pasted. */
export function cleanCredential(value: string): string {
  return value.replace(INVISIBLE_ENDS, '');
}

/** What can be said about the app key and the app secret without asking anybody. */
export function checkCredentials(appKey: string, appSecret: string): Check[] {
  const [key, secret] = [cleanCredential(appKey), cleanCredential(appSecret)];
  if (looksLikeKey(secret) && !looksLikeKey(key)) {
    const detail = 'App key and app secret are swapped.';
    const nextStep = 'ALIEXPRESS_APP_KEY is the short number, ALIEXPRESS_APP_SECRET the long text.';
    return [
      { name: 'app key', state: 'wrong', detail, nextStep },
      { name: 'app secret', state: 'wrong', detail, nextStep },
    ];
  }
  return [keyCheck(appKey, key), secretCheck(appSecret, secret, key)].filter((check) => check !== undefined);
}

function keyCheck(given: string, key: string): Check | undefined {
  const name = 'app key';
  if (key === '') return { name, state: 'wrong', detail: 'It is empty.', nextStep: 'Set ALIEXPRESS_APP_KEY.' };
  if (!looksLikeKey(key)) {
    const nextStep = 'Copy the App Key (digits only) from the AliExpress console into ALIEXPRESS_APP_KEY.';
    return { name, state: 'wrong', detail: 'It has other characters than digits in it.', nextStep };
  }
  return given === key ? undefined : trimmed(name, 'ALIEXPRESS_APP_KEY');
}

function secretCheck(given: string, secret: string, key: string): Check | undefined {
  const name = 'app secret';
  const wrong = (detail: string): Check => ({
    name,
    state: 'wrong',
    detail,
    nextStep: 'Copy the App Secret from the AliExpress console into ALIEXPRESS_APP_SECRET, without quotes.',
  });
  if (secret === '') return wrong('It is empty.');
  if (secret === key) return wrong('It is the same as the app key.');
  if (/^(["']).*\1$/.test(secret)) return wrong('It has quotes around it.');
  if (/^(undefined|null|none|your.*|x+)$/i.test(secret)) return wrong('It is a placeholder.');
  if (/\s/.test(secret)) return wrong('It has white space inside.');
  return given === secret ? undefined : trimmed(name, 'ALIEXPRESS_APP_SECRET');
}

function trimmed(name: string, variable: string): Check {
  const detail = 'It has white space or a byte order mark (BOM) around it, which Waybill leaves out.';
  return { name, state: 'warning', detail, nextStep: `Remove it from ${variable}; other programs may not.` };
}

function looksLikeKey(text: string): boolean {
  return /^\d{4,12}$/.test(text);
}
