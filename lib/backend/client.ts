import type * as z from 'zod/mini';
import { Me, PairingAnswer } from '../contract/access.ts';
import type { HistoryQuery } from '../contract/history.ts';
import { HistoryAnswer } from '../contract/history.ts';
import type { LinksRequest } from '../contract/links.ts';
import { LinksAnswer } from '../contract/links.ts';
import { isLoopback } from '../contract/loopback.ts';
import type { Outcome } from '../contract/outcome.ts';
import { failed } from '../contract/outcome.ts';
import type { ProductLookup, ProductQuery } from '../contract/products.ts';
import { Product, ProductLookupAnswer } from '../contract/products.ts';
import { readAnswer } from './read-answer.ts';

/** Longer than the backend gives the gateway, so that the backend's own words arrive first. */
const TIMEOUT_MS = 30_000;

/** Time for a proxy to notice that an instance behind it is gone. */
const REPEAT_AFTER_MS = 500;

export type Backend = {
  redeem(code: string): Promise<Outcome<PairingAnswer>>;
  me(): Promise<Outcome<Me>>;
  makeLinks(request: z.input<typeof LinksRequest>): Promise<Outcome<LinksAnswer>>;
  product(productId: string, query: z.input<typeof ProductQuery>): Promise<Outcome<Product>>;
  /** Many products at once, each with its own outcome, in their order. */
  products(lookup: z.input<typeof ProductLookup>): Promise<Outcome<ProductLookupAnswer>>;
  history(query: z.input<typeof HistoryQuery>): Promise<Outcome<HistoryAnswer>>;
};

type BackendOptions = {
  publicUrl: string;
  token?: string;
  fetch: typeof fetch;
  /** The clock, in milliseconds since 1970. */
  now?: () => number;
  /** Whether the browser has a network at all, as far as it knows. */
  isOnline?: () => boolean;
  /** In milliseconds. */
  repeatAfter?: number;
};

/**
 * Typed calls to the signing backend. Every answer is parsed; nothing is thrown. Somewhere on the internet several
 * instances may stand behind one address, and one of them may just be gone: a call that nobody answered is repeated once,
 * except for the one-use code of a pairing.
 */
export function createBackend(options: BackendOptions): Backend {
  // Called as a function of its own: a browser's fetch refuses to be a method of something else.
  const {
    publicUrl,
    fetch,
    now = Date.now,
    isOnline = () => navigator.onLine,
    repeatAfter = REPEAT_AFTER_MS,
  } = options;
  const isHere = isLoopback(new URL(publicUrl).hostname);

  async function callOnce<S extends z.ZodMiniType>(answer: S, path: string, init: RequestInit): Promise<Called<S>> {
    let response: Response;
    try {
      response = await fetch(`${publicUrl}${path}`, init);
    } catch {
      return unreachable(publicUrl, { isHere, isOnline: isOnline() });
    }
    return readAnswer(answer, response, now());
  }

  async function call<S extends z.ZodMiniType>(answer: S, path: string, body?: object): Promise<Called<S>> {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const init = requestOf(options.token, body, signal);
    const first = await callOnce(answer, path, init);
    if (!isUnanswered(first) || isHere || signal.aborted || !isOnline()) return first;
    await new Promise((resolve) => setTimeout(resolve, repeatAfter));
    return callOnce(answer, path, init);
  }

  return {
    redeem: (code) =>
      callOnce(PairingAnswer, '/v1/pairings', requestOf(options.token, { code }, AbortSignal.timeout(TIMEOUT_MS))),
    me: () => call(Me, '/v1/me'),
    makeLinks: (request) => call(LinksAnswer, '/v1/links', request),
    product: (productId, query) => call(Product, `/v1/products/${productId}${search(query)}`),
    products: (lookup) => call(ProductLookupAnswer, '/v1/products', lookup),
    history: (query) => call(HistoryAnswer, `/v1/history${search(query)}`),
  };
}

type Called<S extends z.ZodMiniType> = Outcome<z.infer<S>>;

function requestOf(token: string | undefined, body: object | undefined, signal: AbortSignal): RequestInit {
  const headers = new Headers({ accept: 'application/json' });
  if (token) headers.set('authorization', `Bearer ${token}`);
  if (body) headers.set('content-type', 'application/json');
  return {
    method: body ? 'POST' : 'GET',
    headers,
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'error',
    signal,
    ...(body && { body: JSON.stringify(body) }),
  };
}

function isUnanswered(outcome: Outcome<unknown>): boolean {
  return !outcome.ok && outcome.failure.code === 'backend_unreachable';
}

function search(query: Record<string, unknown>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

/** A backend on the same machine answers without any network; all others need one. */
function unreachable(publicUrl: string, where: { isHere: boolean; isOnline: boolean }): Outcome<never> {
  const message = `The Waybill backend at ${publicUrl} does not answer.`;
  if (where.isHere) {
    return failed('backend_unreachable', { message, hint: 'Start it with "npm start" and try again.' });
  }
  if (!where.isOnline) {
    return failed('backend_unreachable', {
      message: 'This browser is offline.',
      hint: 'Connect it to the internet and try again.',
    });
  }
  return failed('backend_unreachable', { message, hint: 'Try again in a minute. If it stays, ask whoever runs it.' });
}
