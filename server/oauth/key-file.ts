import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isContainerSecret } from '../container-secret.ts';
import { KEY_BYTES } from './seal.ts';

/** The key that tokens are encrypted with, in a file that only this user can read. */
export type KeyFile = {
  /** Where it is. */
  file: string;
  /** The key; made if there is none. */
  readOrMake(): Uint8Array;
  /** The key; undefined if there is none. */
  read(): Uint8Array | undefined;
};

/** A key file that cannot be used: the message says why and what to do. */
export class KeyFileError extends Error {}

/** The file is looked at each time, which is rarely: a key that was put in its place counts at once. */
export function keyFile(file: string): KeyFile {
  const read = () => readKey(file);
  return {
    file,
    read,
    readOrMake: () => {
      const key = read();
      if (key !== undefined) return key;
      tryToMakeKey(file);
      return read() ?? unusable(file, 'it went away while it was made', 'Try again.');
    },
  };
}

function readKey(file: string): Uint8Array | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') return undefined;
    return unusable(file, `it cannot be read (${code})`, 'Let the user of the backend read it.');
  }
  const hasModes = process.platform !== 'win32' && !isContainerSecret(file);
  if (hasModes && (statSync(file).mode & 0o077) !== 0) {
    return unusable(file, 'other users may read it', `Run "chmod 600 ${file}".`);
  }
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length === KEY_BYTES) return key;
  return unusable(file, `it does not hold ${KEY_BYTES} bytes as base64`, 'Put the key back, or remove the file.');
}

function tryToMakeKey(file: string): void {
  try {
    makeKey(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!/^E[A-Z]+$/.test(code)) throw error;
    unusable(
      file,
      `there is none and none can be made (${code})`,
      'Put one there, or name a file in a folder to write in.',
    );
  }
}

/** Made under another name and linked, so that nobody ever reads half a key and of two makers one wins. */
function makeKey(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    chmodSync(draft, 0o600);
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft);
  }
}

function unusable(file: string, why: string, remedy: string): never {
  throw new KeyFileError(`The key file ${file} cannot be used: ${why}. ${remedy}`);
}
