import type { Failure } from '../../lib/contract/failure.ts';
import { failure } from '../../lib/contract/failure.ts';

/** What of a request decides whether it is let in, before anybody looks at its token or its body. */
export type Arrival = {
  method: string;
  path: string;
  host: string | undefined;
  origin: string | undefined;
  fetchMode: string | undefined;
  contentType: string | undefined;
  contentLength: string | undefined;
};

type Refusal = { status: 403 | 413 | 415; failure: Failure };

const KIB = 1024;

/** Largest body of a route, in bytes. */
export function bodyLimit(path: string): number {
  return path === '/v1/links' ? 1024 * KIB : 64 * KIB;
}

/** Routes that a probe may call under any name: a container's own address is not known to anybody beforehand. */
const PROBES = new Set(['/healthz', '/readyz']);

/** Pages for a person: what they need is in a one-use ticket or in a cookie, so a browser may go there. */
const PAGES = new Set(['/oauth/start', '/oauth/callback']);

/**
 * Why a request is turned away at the door, if it is. Web pages never call this API: an `Origin` on the web and a
 * navigation are refused, and a foreign `Host` is a name that was rebound to this address.
 */
export function refusal(arrival: Arrival, hosts: ReadonlySet<string>): Refusal | undefined {
  if (!PROBES.has(arrival.path) && !hosts.has(arrival.host?.toLowerCase() ?? '')) return foreignHost(arrival.host);
  if (arrival.method === 'GET' && PAGES.has(arrival.path)) return undefined;
  if (/^https?:/i.test(arrival.origin ?? '') || arrival.origin === 'null') return webPage();
  if (arrival.fetchMode === 'navigate') return webPage();
  if (!hasBody(arrival)) return undefined;
  if (!/^application\/json\s*(;|$)/i.test(arrival.contentType ?? '')) return notJson();
  if (Number(arrival.contentLength ?? 0) > bodyLimit(arrival.path)) return tooLarge(arrival.path);
  return undefined;
}

/** The refusal of a body that is over its route's limit. */
export function tooLarge(path: string): Refusal & { status: 413 } {
  const message = `The body is larger than the ${bodyLimit(path) / KIB} KiB that ${path} takes.`;
  return { status: 413, failure: failure('too_large', { message }) };
}

function hasBody({ method }: Arrival): boolean {
  return method === 'POST' || method === 'PUT' || method === 'PATCH';
}

function foreignHost(host: string | undefined): Refusal {
  return {
    status: 403,
    failure: failure('unauthorized', {
      message: `This backend does not answer under the name "${host ?? ''}".`,
      hint: 'Call it under its WAYBILL_PUBLIC_URL, or set that variable on the backend to the address in use.',
    }),
  };
}

function webPage(): Refusal {
  return {
    status: 403,
    failure: failure('unauthorized', {
      message: 'Web pages may not call this backend.',
      hint: 'Paste a pairing link in the options of Waybill instead of opening it.',
    }),
  };
}

function notJson(): Refusal {
  return {
    status: 415,
    failure: failure('invalid_request', {
      message: 'The body is not announced as JSON.',
      hint: 'Send it with "Content-Type: application/json".',
    }),
  };
}
