import { createReadStream, createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Kysely } from 'kysely';
import { backupLines, restoreLines, WrongBackup } from './backup.ts';
import type { Schema } from './schema.ts';

/** Writes a backup to a file (gzip, readable by this user only). The file has its name only once it is complete. */
export async function backUpTo(file: string, db: Kysely<Schema>): Promise<void> {
  const unfinished = `${file}.unfinished`;
  const target = createWriteStream(unfinished, { mode: 0o600, flush: true });
  await pipeline(Readable.from(backupLines(db)), createGzip(), target);
  await rename(unfinished, file);
}

/** Restores a backup from a file; how many rows it had. Rejects with WrongBackup if the file is none. */
export async function restoreFrom(file: string, db: Kysely<Schema>, options: { replace: boolean }): Promise<number> {
  let rows = 0;
  try {
    await pipeline(createReadStream(file), createGunzip(), async (text: AsyncIterable<Buffer>) => {
      rows = await restoreLines(db, linesOf(text), options);
    });
  } catch (error) {
    throw wrongFile(error) ?? error;
  }
  return rows;
}

async function* linesOf(text: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of text) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

function wrongFile(error: unknown): WrongBackup | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('Z_')) return new WrongBackup('This file is no backup of Waybill, or a damaged one.');
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
    return new WrongBackup(`The file cannot be read (${code}).`);
  return undefined;
}
