/** The gateway refuses a timestamp that is further off than this (docId 120691: 7200 s). */
export const CLOCK_TOLERANCE_MS = 7_200_000;

/** A Date header has whole seconds and a reply takes time to arrive: below this a difference means nothing. */
export const CLOCK_NOISE_MS = 5_000;

/** How far the local clock is behind the gateway's (negative: ahead), in milliseconds, measured from a Date header. */
export function skewOf(dateHeader: string | null, now: number): number | undefined {
  if (dateHeader === null) return undefined;
  const theirs = Date.parse(dateHeader);
  return Number.isNaN(theirs) ? undefined : theirs - now;
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** `2 hours 5 minutes behind`, `3 days ahead`: the two largest units that are not zero, in whole minutes from one up. */
export function skewWords(skewMs: number): string {
  const exact = Math.round(Math.abs(skewMs) / 1000);
  let seconds = exact < 60 ? exact : Math.round(exact / 60) * 60;
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(seconds / size);
    seconds -= count * size;
    if (count > 0 && parts.length < 2) parts.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
  }
  if (parts.length === 0) return 'exact to the second';
  return `${parts.join(' ')} ${skewMs > 0 ? 'behind' : 'ahead'}`;
}
