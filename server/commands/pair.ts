import type { Command } from 'commander';
import { pairingLink } from '../main.ts';
import { accessName } from './access-name.ts';
import type { CommandIo } from './command-io.ts';
import { publicUrlOf } from './public-url.ts';
import { withAccess } from './with-store.ts';

/** `pair`: prints a pairing link, which works once and for ten minutes. */
export function pairCommand(program: Command, io: CommandIo): void {
  program
    .command('pair')
    .description('print a pairing link (one use, 10 minutes)')
    .option('--name <name>', 'what the paired browser is called', accessName)
    .option('--owner', "it may read everybody's history")
    .action(async ({ name, owner }: { name?: string; owner?: boolean }) => {
      const rights = { trackingIds: null, isOwner: owner ?? false };
      const link = await withAccess(io, async ({ pairings }, config) =>
        pairingLink(publicUrlOf(config), await pairings.open(name ?? null, rights)),
      );
      io.out(`${link}\n`);
    });
}
