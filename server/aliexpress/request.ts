import type { Params } from './sign.ts';
import { algorithms, interfaceOf, sign, signedPairs, signedPath } from './sign.ts';

export type Signer = {
  /** Origin of the gateway, such as https://api-sg.aliexpress.com. */
  origin: string;
  appKey: string;
  appSecret: string;
};

export type SignedRequest = {
  url: string;
  /** Everything that is sent, `sign` last. */
  form: readonly (readonly [name: string, value: string])[];
  /** The form, URL-encoded. */
  body: string;
};

/** Where an API lives: names with dots under `/sync`, names with a slash under `/rest` (docId 1385). */
export function endpointOf(origin: string, api: string): string {
  const base = origin.replace(/\/+$/, '');
  return interfaceOf(api) === 'iop-system' ? `${base}/rest${signedPath(api)}` : `${base}/sync`;
}

/** The parameters of a call, common ones included (docId 1385). `timestamp` is in milliseconds since 1970. */
export function commonParams(api: string, appKey: string, timestamp: number): Params {
  const kind = interfaceOf(api);
  return {
    app_key: appKey,
    timestamp: String(timestamp),
    sign_method: algorithms[kind].signMethod,
    ...(kind === 'iop-business' ? { method: api } : {}),
  };
}

/** Signs one call of the open platform. The very text that is signed is sent: nothing is encoded before signing. */
export function signRequest(signer: Signer, api: string, params: Params, timestamp: number): SignedRequest {
  const all = { ...params, ...commonParams(api, signer.appKey, timestamp) };
  const kind = interfaceOf(api);
  const unsigned =
    kind === 'iop-system' ? { algorithm: kind, path: api, params: all } : { algorithm: kind, params: all };
  const form = [...signedPairs(all), ['sign', sign(unsigned, signer.appSecret)] as const];
  const body = new URLSearchParams(form.map(([name, value]) => [name, value])).toString();
  return { url: endpointOf(signer.origin, api), form, body };
}
