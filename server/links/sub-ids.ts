import type { SubIds } from '../../lib/contract/links.ts';

/** A tracked link with the publisher's own marks, which AliExpress hands back in order reports. */
export function withSubIds(link: string, subIds: SubIds): string {
  const url = new URL(link);
  for (const name of ['cn', 'cv', 'dp'] as const) {
    const value = subIds[name];
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url.href;
}
