import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Zero-width, bidirectional and variation characters, fillers and tags. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

const sources = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'])
  .toString()
  .split('\0')
  .filter((path) => path && !/\.(png|ico)$/.test(path));

it('no source holds characters that a reader cannot see', () => {
  expect(sources.length).toBeGreaterThan(50);
  const found = sources.flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .flatMap((line, index) => (INVISIBLE.test(line) ? [`${path}:${index + 1}`] : [])),
  );
  expect(found).toEqual([]);
});
