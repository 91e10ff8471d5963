import type { Failure, FailureCode } from './contract/failure.ts';

/** Who reads, and when: a BCP 47 locale, the clock (milliseconds since 1970), an IANA zone (undefined: the browser's). */
export type Reader = { locale: string; now: number; zone?: string | undefined };

/** What a person is shown of a failure. */
type Words = { message: string; hint: string | undefined };

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const WEEK_LESS_A_DAY = 6 * 24 * 60 * MINUTE;

/** The next step where it is to wait: as long as that lasts, and once it is over. */
const waits: Partial<Record<FailureCode, { until: (when: string) => string; over: string }>> = {
  quota_exhausted: { until: (when) => `Calls come back ${when}.`, over: 'Calls are back by now. Try again.' },
  rate_limited: { until: (when) => `Try again ${when}.`, over: 'Try again.' },
  gateway_busy: { until: (when) => `Try again ${when}.`, over: 'Try again.' },
};

/** What is put right where the backend runs, which most of a team cannot do. */
const keepers: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'publisher_not_registered',
  'signature_rejected',
  'app_key_rejected',
  'clock_skew',
  'permission_missing',
  'access_token_needed',
]);

/**
 * The words of a failure for the person in front of a browser: when to come back by their own clock, and who can put
 * right what they cannot. Everything else is said as it came.
 */
export function wordsFor({ code, message, hint, retryAt }: Failure, reader: Reader = readerHere()): Words {
  const wait = retryAt === undefined ? undefined : waits[code];
  if (wait && retryAt !== undefined) return { message, hint: waitWords(wait, Date.parse(retryAt), reader) };
  if (keepers.has(code) && hint) return { message, hint: `${hint} Only whoever runs the backend can do that.` };
  return { message, hint };
}

/** Said beside a link whose text should name the product and does not. */
export function withoutFactsNote({ message }: Failure): string {
  return `Without the product’s facts: ${message}`;
}

function readerHere(): Reader {
  return { locale: navigator.language, now: Date.now() };
}

function waitWords({ until, over }: { until: (when: string) => string; over: string }, at: number, reader: Reader) {
  return at <= reader.now ? over : until(whenWords(at, reader));
}

/** A time to come (milliseconds since 1970): "in 12 minutes", "at 17:00", "on Monday at 17:00", "on 22 November at 17:00". Never too early. */
export function whenWords(at: number, { locale, now, zone }: Reader = readerHere()): string {
  const wait = at - now;
  const minutes = Math.ceil(wait / MINUTE);
  if (wait < MINUTE) return inWords(Math.ceil(wait / SECOND), 'second');
  if (minutes < 60) return inWords(minutes, 'minute');
  const whole = Math.ceil(at / MINUTE) * MINUTE;
  // The clock is the reader's; the words around it are in the language of the sentence.
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: zone }).format(whole);
  const inZone = (style: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', { ...style, timeZone: zone });
  const date = inZone({ dateStyle: 'short' });
  if (date.format(whole) === date.format(now)) return `at ${time}`;
  const day = inZone(wait < WEEK_LESS_A_DAY ? { weekday: 'long' } : { day: 'numeric', month: 'long' });
  return `on ${day.format(whole)} at ${time}`;
}

function inWords(count: number, unit: 'second' | 'minute'): string {
  return new Intl.RelativeTimeFormat('en-GB').format(count, unit);
}
