import type * as z from 'zod';
import type { Answer } from './envelope.ts';
import { refused } from './envelope.ts';
import type { Package } from './packages.ts';
import type { Refusal } from './refusal.ts';
import { ILLEGAL_ACCESS_TOKEN, INSUFFICIENT_PERMISSION, invalidParameter, missingParameter } from './refusal.ts';
import type { GatewayState } from './state.ts';

/** One API method of `/sync`, ready to be called with the raw parameters. */
export type ApiMethod = (params: ReadonlyMap<string, string>, state: GatewayState) => Answer;

/**
 * Builds a method: permission first, then its token and parameters, then its work. A required parameter that is missing or empty
 * is `MissingParameter`, one that does not parse is `InvalidParameter`; either names the parameter.
 */
export function defineMethod<Params>(definition: {
  readonly package: Package;
  /** Refused without a valid access token, sent as `access_token` or `session`. */
  readonly needsToken?: boolean;
  readonly params: z.ZodType<Params>;
  readonly answer: (params: Params, state: GatewayState) => Answer;
}): ApiMethod {
  return (raw, state) => {
    if (!state.packages.has(definition.package)) return refused(INSUFFICIENT_PERMISSION);
    const refusal = definition.needsToken ? checkToken(raw, state) : undefined;
    if (refusal) return refused(refusal);
    const given = Object.fromEntries([...raw].filter(([, value]) => value.trim() !== ''));
    const parsed = definition.params.safeParse(given);
    if (parsed.success) return definition.answer(parsed.data, state);
    const name = `${String(parsed.error.issues[0]?.path[0])}`;
    return refused(Object.hasOwn(given, name) ? invalidParameter(name) : missingParameter(name));
  };
}

/** The documents call it access_token, the official SDKs send session. */
function checkToken(raw: ReadonlyMap<string, string>, { tokens }: GatewayState): Refusal | undefined {
  const token = raw.get('access_token') || raw.get('session');
  if (!token) return missingParameter('access_token');
  return tokens.isValidAccess(token) ? undefined : ILLEGAL_ACCESS_TOKEN;
}
