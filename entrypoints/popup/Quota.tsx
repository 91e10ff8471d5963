import type { Me } from '../../lib/contract/access.ts';

/** From this share of the day's calls on, the popup says how many are left. */
const WORTH_SAYING = 0.8;

/** Today's calls, once they run low: nobody wants to learn it from a refusal. */
export function Quota({ access: { quota } }: { access: Me }) {
  if (quota.used < quota.limit * WORTH_SAYING) return null;
  const resets = new Date(quota.resetsAt).toLocaleTimeString(navigator.language, { timeStyle: 'short' });
  const left = Math.max(0, quota.limit - quota.used);
  return (
    <p class="quota quiet" role="status">
      {left === 0 ? `Today's calls are used up. They reset at ${resets}.` : `${left} calls left until ${resets}.`}
    </p>
  );
}
