import type { Config, ConfigSource, SigningConfig } from '../config.ts';
import { readConfig, readSigningConfig } from '../config.ts';
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
  /** Resolves when the person or the system asks the process to end; a command that never calls it is ended at once. */
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

/** App key and app secret as they are configured, unchecked; undefined unless both can be had. */
export function rawCredentials(io: CommandIo): { appKey: string; appSecret: string } | undefined {
  const { env, readSecretFile } = configSource(io.env, `${io.folder}/.env`);
  const { ALIEXPRESS_APP_KEY: appKey, ALIEXPRESS_APP_SECRET: given, ALIEXPRESS_APP_SECRET_FILE: file } = env;
  const appSecret = given || (file && textOf(file, readSecretFile));
  return appKey && appSecret ? { appKey, appSecret } : undefined;
}

/** Without the end of its last line, which every editor leaves. A file that cannot be read is `configOf`'s to tell. */
function textOf(file: string, read: ConfigSource['readSecretFile']): string | undefined {
  try {
    return read(file).text.replace(/\r?\n$/, '');
  } catch {
    return undefined;
  }
}

/** What signing or explaining a sign needs: the app secret, if one is set, and the gateway. */
export function signingConfigOf(io: CommandIo): SigningConfig {
  const outcome = readSigningConfig(configSource(io.env, `${io.folder}/.env`));
  if (!outcome.ok) throw new CommandFailure(outcome.line);
  for (const warning of outcome.warnings) io.err(`Warning: ${warning}\n`);
  return outcome.config;
}

/**
 * The log of a command. A quiet one leaves what went wrong to the command's own words: it tells of errors that have
 * none, unless LOG_LEVEL asks for more.
 */
export function logOf(io: CommandIo, config: Config, quiet: boolean): Log {
  const level = quiet && io.env.LOG_LEVEL === undefined ? 'error' : config.logLevel;
  return createLog(level, config.credentials ? [config.credentials.appSecret] : [], { write: io.err });
}
