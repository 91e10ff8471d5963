import { isLoopback } from '../contract/loopback.ts';
import type { Outcome } from '../contract/outcome.ts';
import { done, failed } from '../contract/outcome.ts';

export type PairingLink = {
  /** Where the backend is, without a trailing slash. */
  publicUrl: string;
  code: string;
};

/** Chromium takes a port in a match pattern, Firefox refuses it, so the pattern has none. */
export function hostPermission(publicUrl: string): string {
  const { protocol, hostname } = new URL(publicUrl);
  return `${protocol}//${hostname}/*`;
}

/**
 * Reads a pasted pairing link (`https://links.example.org/#pair=CODE`). White space around it and inside the code does
 * not matter. Plain http is accepted on the loopback only: elsewhere the token would travel readable.
 */
export function readPairingLink(pasted: string): Outcome<PairingLink> {
  const url = URL.parse(pasted.trim());
  const code = url?.hash.match(/^#pair=([\w\s-]+)$/)?.[1];
  if (!url || !code) {
    return failed('invalid_request', {
      message: 'This is not a pairing link.',
      hint: 'Paste the whole line that "npx waybill pair" prints on the backend.',
    });
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    return failed('invalid_request', {
      message: 'A backend on another machine must be reached over https.',
      hint: 'Whoever runs it puts it behind a proxy that ends TLS and sets WAYBILL_PUBLIC_URL to its https address.',
    });
  }
  return done({ publicUrl: `${url.origin}${url.pathname}`.replace(/\/+$/, ''), code });
}
