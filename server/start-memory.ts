import process from 'node:process';

/** After the start, in milliseconds: the first requests do not wait for it. */
const DELAY = 500;

/**
 * Gives back what loading left behind, about 20 MB: V8 makes room for hundreds of modules that come at once, and keeps
 * that room until memory is short, which it never is in a backend that idles. Costs one pause: 0.1 to
 * 0.7 s were seen on two busy cores.
 */
export function releaseStartMemory(): void {
  if (process.features.inspector) setTimeout(() => void collectGarbage(), DELAY).unref();
}

/** The inspector, inside the process, is the one interface for this that needs no flag at the start. */
async function collectGarbage(): Promise<void> {
  const { Session } = await import('node:inspector/promises');
  const session = new Session();
  session.connect();
  await session.post('HeapProfiler.collectGarbage');
  session.disconnect();
}
