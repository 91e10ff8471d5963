import type { Outcome } from '../../lib/contract/outcome.ts';
import { done, failed } from '../../lib/contract/outcome.ts';

/** An access as far as tracking ids go; null: it may use every one. */
type Bounded = { trackingIds: string[] | null };

/** The tracking id of a request: the one it names if the access may use it, else the first of the access, else the default. */
export function trackingIdFor(
  named: string | undefined,
  { trackingIds }: Bounded,
  defaultTrackingId: string,
): Outcome<string> {
  const trackingId = named ?? trackingIds?.[0] ?? defaultTrackingId;
  if (trackingIds === null || trackingIds.includes(trackingId)) return done(trackingId);
  return failed('tracking_id_rejected', {
    message: `This access may not use tracking id ${trackingId}.`,
    hint: `Choose one of its own: ${trackingIds.join(', ')}.`,
  });
}
