import { createHash } from 'node:crypto';
import type { Credentials } from './checks.ts';
import type { Layout, Marks } from './envelope.ts';
import type { Fault } from './faults.ts';
import type { Pacing } from './pacing.ts';
import type { Package } from './packages.ts';
import type { Tokens } from './tokens.ts';

/** What one running gateway knows and remembers. */
export interface GatewayState {
  readonly credentials: Credentials;
  /** Registered for this publisher; any other is answered with resp_code 402. */
  readonly trackingIds: ReadonlySet<string>;
  /** Permission packages of the app. */
  readonly packages: ReadonlySet<Package>;
  /** The layout of simplified answers. */
  readonly simplified: Layout;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** A new short key at every call. */
  readonly nextKey: () => string;
  readonly nextMarks: () => Marks;
  readonly faults: { take(method: string): readonly Fault[] };
  readonly pacing: Pacing;
  readonly tokens: Tokens;
}

/** Short keys and request ids: unlike one another within a run, the same again for the same seed. */
export function createSequence(seed: string): (kind: string) => string {
  let count = 0;
  return (kind) => {
    count += 1;
    return createHash('sha256').update(`${seed}/${kind}/${count}`).digest('hex');
  };
}

const KEY_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Eight letters and digits out of a hex digest: enough that two links of a run never share a key. */
export function shortKey(digest: string): string {
  return Array.from(Buffer.from(digest, 'hex').subarray(0, 8), (byte) => KEY_LETTERS[byte % KEY_LETTERS.length]).join(
    '',
  );
}
