import { constants } from 'node:os';
import process from 'node:process';

/** Signals so soon after the first are the same wish, which reached the process on two ways (Ctrl+C under npm). In ms. */
const SAME_WISH = 500;

/**
 * Listens for SIGINT and SIGTERM. While no command waits for them, one ends the process at once with 128 + its number,
 * as it would without a listener, and also where the process is the first of a container, which is deaf otherwise. Once
 * a command waits, the first resolves its promise, and one that comes later ends the process at once.
 */
export function listenForStop(): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let awaited = false;
  let first: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      const now = performance.now();
      first ??= now;
      if (!awaited || now - first > SAME_WISH) process.exit(128 + constants.signals[signal]);
      resolve();
    });
  }
  return () => {
    awaited = true;
    return promise;
  };
}
