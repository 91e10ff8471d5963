/** Made when it is needed: a date format takes 7 MB, which an idle backend can do without. */
let format: Intl.DateTimeFormat | undefined;

function utcFormat(): Intl.DateTimeFormat {
  format ??= new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
  });
  return format;
}

/**
 * A moment (milliseconds since 1970) for a sentence whose reader's time zone nobody knows: "22 November at 16:00 UTC".
 * A minute that has begun counts as over, so that the words are never too early.
 */
export function utcWords(at: number): string {
  const wholeMinute = Math.ceil(at / 60_000) * 60_000;
  const parts = new Map(
    utcFormat()
      .formatToParts(wholeMinute)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.get('day')} ${parts.get('month')} at ${parts.get('hour')}:${parts.get('minute')} UTC`;
}
