import type * as z from 'zod/mini';
import { type Checked, check } from '../links/checked.ts';

/** Something that is stored under a version number. */
interface Versioned {
  version: number;
}

/** The number behind each: `Successors[1]` is 2. */
type Successors = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];

type Schema<Shape extends Versioned> = z.ZodMiniType<Shape>;

/** All versions of something stored, up to the newest, whose shape is `Newest`. */
export interface VersionLine<Newest extends Versioned> {
  newest: Newest['version'];
  /** Reads what was stored as `version`, one of the known ones, and brings it to the newest shape. */
  read(stored: unknown, version: number): Checked<Newest>;
}

/** The start of a line. */
export function firstVersion<Shape extends Versioned & { version: 1 }>(schema: Schema<Shape>): VersionLine<Shape> {
  return { newest: 1, read: (stored) => check(schema, stored) };
}

/**
 * The line with one more version. It compiles only with the very next number and with a migration from the shape
 * before, so that no stored version is ever left without a way forward.
 */
export function nextVersion<Old extends Versioned, New extends Versioned & { version: Successors[Old['version']] }>(
  line: VersionLine<Old>,
  newest: NoInfer<New['version']>,
  schema: Schema<New>,
  migrate: (old: Old) => NoInfer<New>,
): VersionLine<New> {
  return {
    newest,
    read: (stored, version) => {
      if (version === newest) {
        return check(schema, stored);
      }
      const old = line.read(stored, version);
      return old.ok ? { ok: true, value: migrate(old.value) } : old;
    },
  };
}
