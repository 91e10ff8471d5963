import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { CommandIo } from './command-io.ts';

/** `sandbox`: runs the stand-in gateway alone, for any AliExpress client. */
export function sandboxCommand(program: Command, io: CommandIo): void {
  program
    .command('sandbox')
    .description('run the stand-in gateway alone')
    .option('--port <port>', 'where it listens on 127.0.0.1 (default: any free port)', portNumber, 0)
    .action(async ({ port }: { port: number }) => {
      const stopped = io.stopped();
      const { SANDBOX, startSandbox } = await import('../sandbox/index.ts');
      const sandbox = await startSandbox({ port });
      io.out(`${sandbox.origin}\n`);
      io.err(`The stand-in gateway takes app key ${SANDBOX.appKey}, app secret ${SANDBOX.appSecret}, `);
      io.err(`tracking ids ${SANDBOX.trackingIds.join(', ')}.\n`);
      await stopped;
      await sandbox.close();
    });
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('It must be 0 to 65535.');
  return port;
}
