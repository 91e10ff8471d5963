import { createHmac } from 'node:crypto';
import type { Sandbox } from '../../../server/sandbox/index.ts';
import { SANDBOX } from '../../../server/sandbox/index.ts';

export type Params = Readonly<Record<string, string>>;

// JSON of unknown shape, as a client would see it before it checks anything.
export interface Json {
  readonly [name: string]: Json;
}

/** An independent signer: upper hex HMAC-SHA256 over path, then name and value in the order of the names. */
export function sign(params: Params, path = '', secret: string = SANDBOX.appSecret): string {
  const base = Object.keys(params)
    .sort()
    .map((name) => name + params[name])
    .join('');
  return createHmac('sha256', secret)
    .update(path + base, 'utf8')
    .digest('hex')
    .toUpperCase();
}

export function signed(params: Params, path = ''): Params {
  const all = { app_key: SANDBOX.appKey, sign_method: 'sha256', timestamp: `${Date.now()}`, ...params };
  return { ...all, sign: sign(all, path) };
}

export async function post(url: string, params: Params): Promise<string> {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(params) });
  return response.text();
}

/** One signed call of a dotted method. */
export async function call(sandbox: Sandbox, method: string, params: Params): Promise<Json> {
  return parse(await post(`${sandbox.origin}/sync`, signed({ method, ...params })));
}

/** One signed call of a slash method. */
export async function callSystem(sandbox: Sandbox, path: string, params: Params): Promise<Json> {
  return parse(await post(`${sandbox.origin}/rest${path}`, signed(params, path)));
}

export function parse(text: string): Json {
  return JSON.parse(text) as Json;
}
