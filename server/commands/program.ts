import { Command, CommanderError } from 'commander';
import { StartError } from '../main.ts';
import { authorizeCommand } from './authorize.ts';
import type { CommandIo } from './command-io.ts';
import { CommandFailure } from './command-io.ts';
import { doctorCommand } from './doctor.ts';
import { linkCommand } from './link.ts';
import { pairCommand } from './pair.ts';
import { sandboxCommand } from './sandbox.ts';
import { serveCommand } from './serve.ts';
import { signCommand } from './sign.ts';
import { storeCommands } from './store.ts';
import { tokenCommand } from './token.ts';

const FAILED = 1;
const USED_WRONGLY = 2;

const COMMANDS = [
  serveCommand,
  tokenCommand,
  pairCommand,
  linkCommand,
  signCommand,
  doctorCommand,
  authorizeCommand,
  sandboxCommand,
  storeCommands,
];

/** Runs one command line (without the program's own name) and answers its exit code: 0, 1 failed, 2 used wrongly. */
export async function run(words: readonly string[], io: CommandIo): Promise<number> {
  const program = new Command('waybill')
    .description('Tracked AliExpress affiliate links, signed by a backend that you run yourself.')
    .exitOverride()
    .showHelpAfterError('(--help says how)')
    .configureOutput({ writeOut: io.out, writeErr: io.err });
  for (const add of COMMANDS) add(program, io);
  try {
    await program.parseAsync(words, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USED_WRONGLY;
    if (!(error instanceof CommandFailure || error instanceof StartError)) throw error;
    if (error.message !== '') io.err(`${error.message}\n`);
    return FAILED;
  }
}
