import { interfaceOf } from '../aliexpress/sign.ts';
import { properName } from './apis.ts';
import type { Fault } from './fault.ts';
import { fault } from './fault.ts';
import type { SentRequest } from './read-request.ts';

/** The gateway of the open platform that serves AliExpress (seen 2026-11). */
export const LIVE_ORIGIN = 'https://api-sg.aliexpress.com';

/** The Taobao gateways left AliExpress in 2023-09. */
const OLD_GATEWAYS = /^(gw\.api|eco|api)\.taobao\.com$/;

/** What a request is meant for, and whether it goes there. */
export type Target = {
  api: string;
  kind: 'iop-system' | 'iop-business';
  /** Where the right request goes. */
  origin: string;
  /** `/sync`, `/rest/...`: what the address has; undefined where only a body is known. */
  path: string | undefined;
  faults: Fault[];
};

/** Finds out which API a request is for, from its path, its `method`, or what it carries. */
export function targetOf(request: SentRequest, defaultOrigin: string): Target | undefined {
  const method = sentValue(request, 'method');
  const path = request.address?.path;
  const api = apiOf(path, method, request);
  if (api === undefined) return undefined;
  const kind = interfaceOf(api);
  const faults = [...hostFaults(request), ...endpointFaults(api, path, method)];
  return { api, kind, origin: originOf(request, defaultOrigin), path, faults };
}

export function sentValue(request: SentRequest, name: string): string | undefined {
  return request.params.find((param) => param.name === name)?.value;
}

function apiOf(path: string | undefined, method: string | undefined, request: SentRequest): string | undefined {
  const named = path && /^\/rest\/(.+)$/.exec(path)?.[1];
  if (named) return properName(`/${named}`);
  if (method) return properName(method);
  if (path && !/^\/(sync|rest|router\/rest)?$/.test(path) && properName(path).startsWith('/auth/'))
    return properName(path);
  if (sentValue(request, 'refresh_token')) return '/auth/token/refresh';
  return sentValue(request, 'code') ? '/auth/token/create' : undefined;
}

function endpointFaults(api: string, path: string | undefined, method: string | undefined): Fault[] {
  if (path === undefined) return [];
  const right = interfaceOf(api) === 'iop-system' ? `/rest${api}` : '/sync';
  const sdkStyle = path === '/rest' && method === api && api.startsWith('/');
  if (path === right || sdkStyle) return [];
  const why = api.startsWith('/')
    ? `${api} has slashes in its name, so it is a system interface and lives under /rest`
    : `${api} has dots in its name, so it is a business interface and lives at /sync`;
  const remedy = api.startsWith('/')
    ? `Send it to ${right} and leave "method" out.`
    : `Send it to ${right} with method=${api} as a parameter.`;
  return [fault('endpoint', 'request', `Wrong endpoint: the request goes to ${path || '/'}, but ${why}.`, remedy)];
}

function hostFaults({ address }: SentRequest): Fault[] {
  if (address === undefined || address.host === 'unknown') return [];
  if (OLD_GATEWAYS.test(address.host)) {
    const what = `${address.host} is a Taobao gateway (TOP); AliExpress was switched off there in 2023.`;
    return [
      fault('old-gateway', 'request', what, `Use ${LIVE_ORIGIN}: another formula, and a timestamp in milliseconds.`),
    ];
  }
  if (isLoopback(address.host)) return [];
  const faults: Fault[] = [];
  if (address.scheme === 'http') {
    faults.push(fault('plain-http', 'request', 'The request goes over plain http.', 'Use https: it carries tokens.'));
  }
  if (!/^api-sg\.aliexpress\.com$/.test(address.host)) {
    const what = `${address.host} is not the gateway that the AliExpress documents name.`;
    faults.push(fault('other-host', 'note', what, `Compare with ${LIVE_ORIGIN}.`));
  }
  return faults;
}

/** A stand-in on this machine is kept as it is; everybody else is sent to the gateway that serves AliExpress. */
function originOf({ address }: SentRequest, defaultOrigin: string): string {
  return address && isLoopback(address.host) ? `${address.scheme}://${address.host}` : defaultOrigin;
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(host);
}
