import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { TrackingId } from '../../lib/contract/links.ts';
import type { Access } from '../store/access.ts';
import { accessName } from './access-name.ts';
import type { CommandIo } from './command-io.ts';
import { CommandFailure } from './command-io.ts';
import { withAccess } from './with-store.ts';

type CreateOptions = { name: string; trackingId?: string[]; owner?: boolean };

/** `token create`, `token list` and `token revoke`: who may call the API. */
export function tokenCommand(program: Command, io: CommandIo): void {
  const token = program.command('token').description('bearer tokens of the API');
  token
    .command('create')
    .description('print a new token, which is shown this once')
    .requiredOption('--name <name>', 'whose token it is', accessName)
    .option('--tracking-id <id...>', 'the tracking ids that it may use (default: all)', trackingIdList)
    .option('--owner', "it may read everybody's history")
    .action(async ({ name, trackingId, owner }: CreateOptions) => {
      const rights = { trackingIds: trackingId ?? null, isOwner: owner ?? false };
      const created = await withAccess(io, ({ tokens }) => tokens.create(name, rights));
      if (created === undefined)
        throw new CommandFailure(`There is a token named "${name}": revoke it or use another name.`);
      io.out(`${created.token}\n`);
    });
  token
    .command('list')
    .description('names, tracking ids and last use')
    .action(async () => {
      for (const access of await withAccess(io, ({ tokens }) => tokens.list())) io.out(`${describe(access)}\n`);
    });
  token
    .command('revoke')
    .description('end a token')
    .argument('<name>', 'whose token it is')
    .action(async (name: string) => {
      const revoked = await withAccess(io, ({ tokens }) => tokens.revoke(name));
      if (!revoked) throw new CommandFailure(`There is no token named "${name}".`);
      io.err(`The token of "${name}" is revoked.\n`);
    });
}

function trackingIdList(text: string, earlier: string[] | undefined): string[] {
  const parsed = TrackingId.safeParse(text);
  if (!parsed.success) throw new InvalidArgumentError('A tracking id has letters, digits, _ and -, at most 64.');
  return [...(earlier ?? []), parsed.data];
}

function describe({ name, trackingIds, isOwner, createdAt, lastUsedAt }: Access): string {
  const ids = trackingIds === null ? 'all tracking ids' : trackingIds.join(',');
  const used = lastUsedAt === null ? 'never used' : `last used ${new Date(lastUsedAt).toISOString()}`;
  const cells = [name, isOwner ? `${ids}, owner` : ids, `created ${new Date(createdAt).toISOString()}`, used];
  return cells.join('\t');
}
