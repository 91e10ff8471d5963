/** How long a batch that is not full waits for more, in milliseconds: longer when the day's calls run low. */
const WINDOWS = [
  { above: 0.2, wait: 12 },
  { above: 0.05, wait: 100 },
  { above: 0, wait: 400 },
] as const;

/** The window for a share of the day's calls that is left (1 to 0). */
export function batchWindow(leftShare: number): number {
  return WINDOWS.find(({ above }) => leftShare > above)?.wait ?? WINDOWS[2].wait;
}
