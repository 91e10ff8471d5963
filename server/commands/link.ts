import type { Command } from 'commander';
import type { LinkResult } from '../../lib/contract/links.ts';
import { LinksRequest, MAX_URLS } from '../../lib/contract/links.ts';
import { openServices } from '../services.ts';
import type { CommandIo } from './command-io.ts';
import { CommandFailure, configOf, logOf } from './command-io.ts';

type LinkOptions = { trackingId?: string; hot?: boolean; json?: boolean };

/** In the ledger, links that were made on the command line are under this name. */
const COMMAND_LINE = { id: 'command-line', name: 'command line', trackingIds: null };

const TOO_MANY = `One command makes up to ${MAX_URLS} links. Give it fewer addresses at a time.`;

/** `link`: prints one tracked link for each address. */
export function linkCommand(program: Command, io: CommandIo): void {
  program
    .command('link')
    .description('print one tracked link a line')
    .argument('<url...>', 'AliExpress addresses')
    .option('--tracking-id <id>', 'the tracking id (default: the first of ALIEXPRESS_TRACKING_ID)')
    .option('--hot', 'ask for the hot-product commission')
    .option('--json', 'print the whole answer as JSON')
    .action(async (urls: string[], { trackingId, hot, json }: LinkOptions) => {
      const request = LinksRequest.safeParse({ urls, trackingId, linkType: hot ? 'hot' : 'normal' });
      if (!request.success) throw new CommandFailure(urls.length > MAX_URLS ? TOO_MANY : noTrackingId(trackingId));
      const links = await make(request.data, io);
      if (json) io.out(`${JSON.stringify({ links })}\n`);
      for (const link of links) print(link, json ?? false, io);
      if (links.some((link) => !link.ok)) throw new CommandFailure('');
    });
}

function noTrackingId(text = ''): string {
  return `"${text}" is no tracking id: those have letters, digits, _ and -, at most 64.`;
}

async function make(request: LinksRequest, io: CommandIo): Promise<LinkResult[]> {
  const config = configOf(io);
  const services = await openServices(config, { log: logOf(io, config, true) });
  try {
    return await services.makeLinks(request, COMMAND_LINE);
  } finally {
    await services.close();
  }
}

function print(link: LinkResult, json: boolean, io: CommandIo): void {
  if (!link.ok) io.err(`${[`${link.input}:`, link.message, link.hint, `(${link.code})`].filter(Boolean).join(' ')}\n`);
  else if (!json) io.out(`${link.url}\n`);
}
