import type { Config } from '../config.ts';
import { readConfig } from '../config.ts';
import { configSource } from '../config-source.ts';
import type { Log } from '../log.ts';
import { createLog } from '../log.ts';

/** What a command is given of the world. Results go to `out`, everything else to `err`. */
export type CommandIo = {
  env: NodeJS.ProcessEnv;
  /** The folder whose `.env` is read. */
  folder: string;
  out(text: string): void;
  err(text: string): void;
  /** Resolves when the person or the system asks the process to end. */
  stopped(): Promise<void>;
};

/** A command that did not do what it was asked for: the message goes to the person, the exit code is 1. */
export class CommandFailure extends Error {}

/** The configuration; its warnings go to the person. */
export function configOf(io: CommandIo): Config {
  const outcome = readConfig(configSource(io.env, `${io.folder}/.env`));
  if (!outcome.ok) throw new CommandFailure(outcome.line);
  for (const warning of outcome.warnings) io.err(`Warning: ${warning}\n`);
  return outcome.config;
}

/** The log of a command, which speaks only when something is wrong unless LOG_LEVEL asks for more. */
export function logOf(io: CommandIo, config: Config, quiet: boolean): Log {
  const level = quiet && io.env.LOG_LEVEL === undefined ? 'warn' : config.logLevel;
  return createLog(level, config.credentials ? [config.credentials.appSecret] : [], { write: io.err });
}
