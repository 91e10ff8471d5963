/** RFC 3986 unreserved and reserved characters that no channel gives a meaning of its own, and `%`. */
const NEEDS_ENCODING = /[^A-Za-z0-9\-._~:/?#@!$&+,=%]/gu;

/** Automatic linking drops these at the end of an address. */
const TRAILING = /[.,:!?~_]$/;

/**
 * The address in the form that survives every channel: brackets, quotes, asterisks, semicolons and white space are
 * percent-encoded, which any server reads as the same address. Empty for anything but http and https, so that no
 * `javascript:` address is ever published.
 */
export function pasteAddress(address: string): string {
  const url = URL.parse(address.trim());
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return '';
  }
  return url.href.replace(NEEDS_ENCODING, percent).replace(TRAILING, percent);
}

function percent(character: string): string {
  return Array.from(
    new TextEncoder().encode(character),
    (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');
}
