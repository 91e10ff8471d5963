/** The call limit of the app key. */
export interface Pacing {
  /** Seconds of ban left, rounded down as the gateway says them; undefined when the call may pass. */
  admit(now: number): number | undefined;
  /** Refuses every call before `until`, in epoch milliseconds. */
  banUntil(until: number): void;
}

/** A call that follows the last admitted one within `spacingMs` is refused; 0 refuses none. */
export function createPacing(spacingMs: number): Pacing {
  let openFrom = Number.NEGATIVE_INFINITY;
  return {
    admit(now) {
      if (now < openFrom) return Math.floor((openFrom - now) / 1000);
      if (spacingMs > 0) openFrom = now + spacingMs;
      return undefined;
    },
    banUntil(until) {
      openFrom = Math.max(openFrom, until);
    },
  };
}
