import type { Command } from 'commander';
import { shownConfig } from '../config-shown.ts';
import { startBackend } from '../main.ts';
import { releaseStartMemory } from '../start-memory.ts';
import type { CommandIo } from './command-io.ts';
import { configOf, logOf } from './command-io.ts';

/** `serve`: runs the backend until it is told to stop. */
export function serveCommand(program: Command, io: CommandIo): void {
  program
    .command('serve')
    .description('run the backend')
    .action(async () => {
      const stopped = io.stopped();
      const config = configOf(io);
      const log = logOf(io, config, false);
      const backend = await startBackend(config, { log });
      const { origin, publicUrl, mode } = backend;
      log.info({ origin, publicUrl, mode, config: shownConfig(config) }, 'listening');
      io.out(`Waybill answers at ${publicUrl} (${mode} mode).\n`);
      releaseStartMemory();
      await stopped;
      log.info('stopping');
      await backend.close();
      log.info('stopped');
    });
}
