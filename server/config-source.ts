import { readFileSync, statSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { ConfigSource } from './config.ts';
import { isContainerSecret } from './container-secret.ts';

/** The process's environment over the `.env` file of a folder, if it has one: what is set explicitly wins. */
export function configSource(env: NodeJS.ProcessEnv, envFile: string): ConfigSource {
  return { env: { ...readEnvFile(envFile), ...env }, readSecretFile };
}

function readEnvFile(path: string): Record<string, string | undefined> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
  return parseEnv(text.replace(/^\uFEFF/, ''));
}

function readSecretFile(path: string): { text: string; worldReadable: boolean } {
  const { mode } = statSync(path);
  const hasModes = process.platform !== 'win32' && !isContainerSecret(path);
  return { text: readFileSync(path, 'utf8'), worldReadable: hasModes && (mode & 0o004) !== 0 };
}
