/**
 * Whether a host name or address is the machine itself: `localhost`, 127.0.0.0/8 or ::1, which an address has in brackets.
 * Only there may a backend be reached without https: a token must not travel readable.
 */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || /^127(\.\d{1,3}){3}$/.test(host) || host === '::1' || host === '[::1]';
}
