import { InvalidArgumentError } from 'commander';
import { AccessName } from '../../lib/contract/access.ts';

/** Checks an access name on the command line. */
export function accessName(text: string): string {
  const parsed = AccessName.safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError('It must have 1 to 64 characters.');
  return parsed.data;
}
