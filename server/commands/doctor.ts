import type { Command } from 'commander';
import type { CommandIo } from './command-io.ts';
import { CommandFailure } from './command-io.ts';

type DoctorOptions = { request?: string; answer?: string };

/** `doctor`: examines the way to AliExpress, or explains a request that was refused. Fails if anything is wrong. */
export function doctorCommand(program: Command, io: CommandIo): void {
  const command = program
    .command('doctor')
    .description('check key, secret, clock, permissions and tracking ids, or explain a refused request')
    .option('--request <url-or-body>', 'explain this one: an address, a name=value body, or a curl command')
    .option('--answer <text>', 'what AliExpress answered to it');
  command.action(async ({ request, answer }: DoctorOptions) => {
    if (request === undefined && answer !== undefined) return command.error("error: '--answer' needs '--request'");
    const { text, fine } = request === undefined ? await examined(io) : await explained({ request, answer }, io);
    io.out(`${text}\n`);
    if (!fine) throw new CommandFailure('');
  });
}

/** What is printed, and whether nothing is wrong. The doctor is loaded when it is called: the backend does not need it. */
type Finding = { text: string; fine: boolean };

async function examined(io: CommandIo): Promise<Finding> {
  const { examine } = await import('./doctor-examine.ts');
  const { isSick, renderCheckup } = await import('../doctor/render-checkup.ts');
  const checks = await examine(io);
  return { text: renderCheckup(checks), fine: !isSick(checks) };
}

async function explained(question: { request: string; answer: string | undefined }, io: CommandIo): Promise<Finding> {
  const { explain, isRight } = await import('./doctor-explain.ts');
  const { renderExplanation } = await import('../doctor/render.ts');
  const explanation = explain(question, io);
  return { text: renderExplanation(explanation), fine: isRight(explanation) };
}
