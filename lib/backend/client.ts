import type * as z from 'zod/mini';
import { Me, PairingAnswer } from '../contract/access.ts';
import type { HistoryQuery } from '../contract/history.ts';
import { HistoryAnswer } from '../contract/history.ts';
import type { LinksRequest } from '../contract/links.ts';
import { LinksAnswer } from '../contract/links.ts';
import type { Outcome } from '../contract/outcome.ts';
import { failed } from '../contract/outcome.ts';
import type { ProductLookup, ProductQuery } from '../contract/products.ts';
import { Product, ProductLookupAnswer } from '../contract/products.ts';
import { isLoopback } from './pairing-link.ts';
import { readAnswer } from './read-answer.ts';

/** Longer than the backend gives the gateway, so that the backend's own words arrive first. */
const TIMEOUT_MS = 30_000;

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
};

/** Typed calls to the signing backend. Every answer is parsed; nothing is thrown. */
export function createBackend(options: BackendOptions): Backend {
  // Called as a function of its own: a browser's fetch refuses to be a method of something else.
  const { fetch, now = Date.now, isOnline = () => navigator.onLine } = options;

  async function call<S extends z.ZodMiniType>(answer: S, path: string, body?: object): Promise<Outcome<z.infer<S>>> {
    const headers = new Headers({ accept: 'application/json' });
    if (options.token) headers.set('authorization', `Bearer ${options.token}`);
    if (body) headers.set('content-type', 'application/json');
    const init: RequestInit = {
      method: body ? 'POST' : 'GET',
      headers,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    };
    if (body) init.body = JSON.stringify(body);
    let response: Response;
    try {
      response = await fetch(`${options.publicUrl}${path}`, init);
    } catch {
      return unreachable(options.publicUrl, isOnline());
    }
    return readAnswer(answer, response, now());
  }

  return {
    redeem: (code) => call(PairingAnswer, '/v1/pairings', { code }),
    me: () => call(Me, '/v1/me'),
    makeLinks: (request) => call(LinksAnswer, '/v1/links', request),
    product: (productId, query) => call(Product, `/v1/products/${productId}${search(query)}`),
    products: (lookup) => call(ProductLookupAnswer, '/v1/products', lookup),
    history: (query) => call(HistoryAnswer, `/v1/history${search(query)}`),
  };
}

function search(query: Record<string, unknown>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

/** A backend on the same machine answers without any network; all others need one. */
function unreachable(publicUrl: string, isOnline: boolean): Outcome<never> {
  const message = `The Waybill backend at ${publicUrl} does not answer.`;
  if (isLoopback(new URL(publicUrl).hostname)) {
    return failed('backend_unreachable', { message, hint: 'Start it with "npm start" and try again.' });
  }
  if (!isOnline) {
    return failed('backend_unreachable', {
      message: 'This browser is offline.',
      hint: 'Connect it to the internet and try again.',
    });
  }
  return failed('backend_unreachable', { message, hint: 'Try again in a minute. If it stays, ask whoever runs it.' });
}
