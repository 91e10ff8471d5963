import type { Me } from '../../lib/contract/access.ts';
import { whenWords } from '../../lib/failure-words.ts';

/** From this share of the day's calls on, the popup says how many are left. */
const WORTH_SAYING = 0.8;

/** Today's calls, once they run low: nobody wants to learn it from a refusal. */
export function Quota({ access: { quota } }: { access: Me }) {
  if (quota.used < quota.limit * WORTH_SAYING) return null;
  const left = Math.max(0, quota.limit - quota.used);
  const when = whenWords(Date.parse(quota.resetsAt));
  return (
    <p class="quota quiet" role="status">
      {left === 0 ? `Today's calls are used up. They come back ${when}.` : `${callsLeft(left)} New ones come ${when}.`}
    </p>
  );
}

function callsLeft(count: number): string {
  return count === 1 ? 'One call is left today.' : `${count} calls are left today.`;
}
