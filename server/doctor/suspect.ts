import type { Fault } from './fault.ts';
import type { Formula, FormulaParam, Hash } from './formula.ts';

/** One choice at one step of signing. `cost` is how many mistakes it stands for; 0 is right, or as good as right. */
export type Choice = { cost: number; change: Partial<Formula>; faults: Fault[] };

/** What is known about a request before its formula is searched. `params` are without `sign`. */
export type Suspect = {
  api: string;
  kind: 'iop-system' | 'iop-business';
  /** Path and host of the address, where they are known. */
  path: string | undefined;
  host: string | undefined;
  params: readonly FormulaParam[];
  /** As it was sent, and as it is configured. */
  appKeys: readonly (string | undefined)[];
  secret: string;
  hash: Hash;
};
