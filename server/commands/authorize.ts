import type { Command } from 'commander';
import { callbackAddress, startAddress } from '../routes/oauth.ts';
import type { CommandIo } from './command-io.ts';
import { publicUrlOf } from './public-url.ts';
import { withAccess } from './with-store.ts';

/** `authorize`: prints the link under which the owner authorises the AliExpress account in a browser. */
export function authorizeCommand(program: Command, io: CommandIo): void {
  program
    .command('authorize')
    .description('print a link to authorise the AliExpress account in a browser (one use, 10 minutes)')
    .action(async () => {
      const { link, callback } = await withAccess(io, async ({ startTickets }, config) => {
        const publicUrl = publicUrlOf(config);
        const { ticket } = await startTickets.open();
        return { link: startAddress(publicUrl, ticket), callback: callbackAddress(publicUrl) };
      });
      io.out(`${link}\n`);
      io.err('Open it in a browser while the backend runs. The callback of the app in the AliExpress console has\n');
      io.err(`to be ${callback}\n`);
    });
}
