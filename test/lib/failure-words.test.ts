import { describe, expect, it } from 'vitest';
import type { FailureCode } from '../../lib/contract/failure.ts';
import { failure, failureCodes } from '../../lib/contract/failure.ts';
import { wordsFor } from '../../lib/failure-words.ts';

const spent = 'The 100 calls that may be spent today are used up.';

/** The words about a quota that comes back on Sunday, 22 November 2026, at 16:00 UTC. */
function quotaWords(now: string, locale: string, zone: string): string | undefined {
  const hint = 'They come back on 22 November at 16:00 UTC.';
  const exhausted = failure('quota_exhausted', { message: spent, hint, retryAt: '2026-11-22T16:00:00.000Z' });
  const words = wordsFor(exhausted, { locale, now: Date.parse(now), zone });
  expect(words.message).toBe(spent);
  // Newer ICU data puts a narrow no-break space before AM and PM.
  return words.hint?.replaceAll('\u202f', ' ');
}

describe('a quota that comes back at 16:00 UTC', () => {
  it.each([
    ['today', '2026-11-22T08:00:00Z', 'en-GB', 'Europe/Berlin', 'Calls come back at 17:00.'],
    ['in the hours of the place', '2026-11-22T08:00:00Z', 'en-US', 'America/New_York', 'Calls come back at 11:00 AM.'],
    ['with an English sentence around it', '2026-11-22T08:00:00Z', 'de', 'Europe/Berlin', 'Calls come back at 17:00.'],
    ['tomorrow here', '2026-11-21T20:00:00Z', 'en-GB', 'Europe/Berlin', 'Calls come back on Sunday at 17:00.'],
    ['tomorrow in the east', '2026-11-22T08:00:00Z', 'en-GB', 'Asia/Tokyo', 'Calls come back on Monday at 01:00.'],
    ['at midnight', '2026-11-22T12:00:00Z', 'en-GB', 'Asia/Shanghai', 'Calls come back on Monday at 00:00.'],
    ['in five days', '2026-11-17T15:59:00Z', 'en-GB', 'UTC', 'Calls come back on Sunday at 16:00.'],
    ['in a week', '2026-11-15T15:59:00Z', 'en-GB', 'UTC', 'Calls come back on 22 November at 16:00.'],
    ['in an hour', '2026-11-22T15:00:00Z', 'en-GB', 'UTC', 'Calls come back at 16:00.'],
    ['in less than an hour', '2026-11-22T15:01:00Z', 'en-GB', 'UTC', 'Calls come back in 59 minutes.'],
    ['in more than one minute', '2026-11-22T15:58:59Z', 'en-GB', 'UTC', 'Calls come back in 2 minutes.'],
    ['in one minute', '2026-11-22T15:59:00Z', 'en-GB', 'UTC', 'Calls come back in 1 minute.'],
    ['in seconds', '2026-11-22T15:59:29.500Z', 'en-GB', 'UTC', 'Calls come back in 31 seconds.'],
    ['in one second', '2026-11-22T15:59:59Z', 'en-GB', 'UTC', 'Calls come back in 1 second.'],
    ['now', '2026-11-22T16:00:00Z', 'en-GB', 'UTC', 'Calls are back by now. Try again.'],
    ['yesterday', '2026-11-23T18:00:00Z', 'en-GB', 'UTC', 'Calls are back by now. Try again.'],
  ])('%s (at %s, %s in %s): %s', (_, now, locale, zone, words) => {
    expect(quotaWords(now, locale, zone)).toBe(words);
  });
});

describe('the next step', () => {
  const reader = { locale: 'en-GB', now: Date.parse('2026-11-22T08:00:00Z'), zone: 'UTC' };
  const soon = '2026-11-22T08:00:30.000Z';

  it.each<[FailureCode, string]>([
    ['rate_limited', 'Try again in 30 seconds.'],
    ['gateway_busy', 'Try again in 30 seconds.'],
  ])('of %s says how long to wait', (code, hint) => {
    expect(wordsFor(failure(code, { retryAt: soon }), reader).hint).toBe(hint);
    expect(wordsFor(failure(code, { retryAt: soon }), { ...reader, now: reader.now + 30_000 }).hint).toBe('Try again.');
  });

  it.each<FailureCode>([
    'publisher_not_registered',
    'signature_rejected',
    'app_key_rejected',
    'clock_skew',
    'permission_missing',
    'access_token_needed',
  ])('of %s says whose it is', (code) => {
    expect(wordsFor(failure(code), reader).hint).toBe(
      `${failure(code).hint} Only whoever runs the backend can do that.`,
    );
  });

  it.each(failureCodes)('of %s is said as it came where no time is known, in whole sentences', (code) => {
    const { message, hint } = wordsFor(failure(code), reader);
    expect(message).toBe(failure(code).message);
    expect(hint?.startsWith(failure(code).hint ?? '')).toBe(true);
    expect(`${message} ${hint}`).toMatch(/^[A-Z].*\.$/);
    expect(`${message} ${hint}`).not.toMatch(/!|Oops/);
  });

  it('is missing where the failure has none', () => {
    expect(wordsFor({ code: 'clock_skew', message: 'No.', retryable: false }, reader)).toEqual({
      message: 'No.',
      hint: undefined,
    });
  });
});
