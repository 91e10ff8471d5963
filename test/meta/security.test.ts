import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const lines = readFileSync('SECURITY.md', 'utf8').split('\n');

it('every security promise of the backend has a test of the name that SECURITY.md gives', () => {
  const promises = lines.filter((line) => /^\d+\. /.test(line));
  expect(promises).toHaveLength(15);
  const proofs = lines.flatMap((line) => {
    const [, path, name] = /^ +- `(\S+)`: (.+)$/.exec(line) ?? [];
    return path !== undefined && name !== undefined ? [{ path, name }] : [];
  });
  const lost = proofs.filter(({ path, name }) => !readFileSync(path, 'utf8').includes(name));
  expect(lost).toEqual([]);
  const unproven = promises.filter((promise) => !/^ +- `/.test(lines[lines.indexOf(promise) + 1] ?? ''));
  expect(unproven).toEqual([]);
});
