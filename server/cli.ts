import process from 'node:process';
import { nodeComplaint } from './node-version.ts';
import { listenForStop } from './stop-signals.ts';

const complaint = nodeComplaint(process.versions.node);
if (complaint !== undefined) {
  process.stderr.write(`${complaint}\n`);
  process.exit(1);
}

const stopped = listenForStop();

const { run } = await import('./commands/program.ts');

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  folder: process.cwd(),
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  stopped,
});
