import type { Command } from 'commander';
import { WrongBackup } from '../store/backup.ts';
import type { CommandIo } from './command-io.ts';
import { CommandFailure } from './command-io.ts';
import { withStore } from './with-store.ts';

/** `migrate`, `backup` and `restore`: the store, on either engine, whether or not a backend runs on it. */
export function storeCommands(program: Command, io: CommandIo): void {
  program
    .command('migrate')
    .description('bring the store to the schema of this version (serve does so too)')
    .action(async () => {
      const steps = await withStore(io, async ({ migrated }) => migrated);
      io.err(steps.length === 0 ? 'The store is up to date.\n' : `Done: ${steps.join(', ')}.\n`);
    });
  program
    .command('backup')
    .description('write tokens (as hashes), ledger and quota to a file')
    .argument('<file>', 'the new file, such as waybill.backup')
    .action(async (file: string) => {
      await withStore(io, (store) => store.backUpTo(file)).catch(rethrow(`${file} cannot be written`));
      io.err(`The backup is in ${file}. It holds no usable token, but your whole history: keep it to yourself.\n`);
    });
  program
    .command('restore')
    .description('read a backup into the store, which may be of the other engine')
    .argument('<file>', 'a file that backup wrote')
    .option('--replace', 'throw away what the store holds')
    .action(async (file: string, { replace }: { replace?: boolean }) => {
      const options = { replace: replace ?? false };
      const rows = await withStore(io, (store) => store.restoreFrom(file, options)).catch(rethrow(file));
      io.err(`${rows} rows are restored.\n`);
    });
}

/** Turns what a person can mend into words; `what` says where it happened. */
function rethrow(what: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof WrongBackup) throw new CommandFailure(error.message);
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (/^E[A-Z]+$/.test(code)) throw new CommandFailure(`${what} (${code}).`);
    throw error;
  };
}
