import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { configSource } from '../../../server/config-source.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'waybill-config-'));

describe('configSource', () => {
  it('reads .env under what is set explicitly', () => {
    const file = path.join(folder, 'both.env');
    writeFileSync(file, '\uFEFFPORT=1\nHOST="localhost" # here\nexport LOG_LEVEL=warn\n');
    expect(configSource({ PORT: '2' }, file).env).toEqual({ PORT: '2', HOST: 'localhost', LOG_LEVEL: 'warn' });
  });

  it('does without a .env file', () => {
    expect(configSource({ PORT: '2' }, path.join(folder, 'none.env')).env).toEqual({ PORT: '2' });
  });

  it('sees who may read a secret file', () => {
    const file = path.join(folder, 'secret');
    writeFileSync(file, 'x');
    const { readSecretFile } = configSource({}, file);
    chmodSync(file, 0o644);
    expect(readSecretFile(file)).toEqual({ text: 'x', worldReadable: process.platform !== 'win32' });
    chmodSync(file, 0o640);
    expect(readSecretFile(file)).toEqual({ text: 'x', worldReadable: false });
  });
});
